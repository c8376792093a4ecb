//! What the command prints, and to whom.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn golden(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/golden").join(path)
}

fn seq2see(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seq2see"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs to the end, with some input.
fn output(args: &[&str], input: &str) -> Output {
    let mut child = seq2see(args).spawn().expect("the command");
    // It may end without having read all.
    child.stdin.take().expect("its input").write_all(input.as_bytes()).ok();
    child.wait_with_output().expect("its end")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// Reads `lines` lines of the output, closes it and gives all of the input; what was said on standard error.
fn cut_short(args: &[&str], input: &str, lines: usize) -> String {
    let mut child = seq2see(args).spawn().expect("the command");
    let mut stdin = child.stdin.take().expect("its input");
    let mut stdout = BufReader::new(child.stdout.take().expect("its output"));
    stdin.write_all(b"b ha\nc ab\n").ok();
    for _ in 0..lines {
        assert!(stdout.read_line(&mut String::new()).expect("a line") > 0);
    }
    drop(stdout);
    stdin.write_all(input.as_bytes()).ok();
    drop(stdin);
    let mut said = String::new();
    child.stderr.take().expect("its errors").read_to_string(&mut said).expect("text");
    child.wait().expect("its end");
    said
}

#[test]
fn a_closed_pipe_ends_every_command_quietly() {
    let model = golden("additive");
    let model = model.to_str().expect("a path");
    let pairs = std::env::temp_dir().join(format!("seq2see-pairs-{}.tsv", std::process::id()));
    std::fs::write(&pairs, "b ha\tc ab\tx\n").expect("a file");
    let data = pairs.to_str().expect("a path");
    let speed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../experiments/additive.toml");
    for args in [
        vec!["translate", "--model", model],
        vec!["evaluate", "--model", model, "--data", data],
        vec!["evaluate", "--model", model, "--data", data, "--json"],
        vec!["everyday", "--model", model],
        vec!["--help"],
        vec!["speed", "--config", speed.to_str().expect("a path"), "--steps", "1", "--vocab-size", "40"],
    ] {
        let said = cut_short(&args, &"b ha\n".repeat(20_000), 0);
        assert_eq!(said, "", "{args:?}");
    }
    assert_eq!(cut_short(&["translate", "--model", model], &"b ha\n".repeat(20_000), 1), "");
    std::fs::remove_file(pairs).expect("the file");
}

#[test]
fn a_line_that_cannot_be_translated_is_an_empty_one_and_is_told() {
    let model = golden("additive");
    let args = ["translate", "--model", model.to_str().expect("a path")];
    let long = "a ".repeat(100);
    let Output { status, stdout, stderr } = output(&args, &format!("b ha\n\n{long}\n漢字\nb ha\n"));
    let (lines, told) = (text(&stdout), text(&stderr));
    let lines: Vec<&str> = lines.split('\n').collect();
    assert_eq!(lines.len(), 6, "a line out for each in: {lines:?}");
    assert!(lines[1..4].iter().all(|line| line.is_empty()) && lines[0] == lines[4] && !lines[0].is_empty());
    let told: Vec<&str> = told.lines().collect();
    assert!(told[0].starts_with("line 3: ") && told[0].contains("101 tokens"), "{told:?}");
    assert!(told[1].starts_with("line 4: ") && told.len() == 2, "{told:?}");
    assert_eq!(status.code(), Some(1));
}

#[test]
fn an_evaluation_says_how_many_sources_were_not_translated() {
    let model = golden("additive");
    let pairs = std::env::temp_dir().join(format!("seq2see-unread-{}.tsv", std::process::id()));
    std::fs::write(&pairs, format!("b ha\tc ab\tx\n{}\tc\tx\n漢字\td\tx\n", "a ".repeat(100)))
        .expect("a file");
    let evaluate = |more: &[&str]| {
        let args = [
            "evaluate",
            "--model",
            model.to_str().expect("a path"),
            "--data",
            pairs.to_str().expect("a path"),
        ];
        let Output { status, stdout, stderr } = output(&[&args[..], more].concat(), "");
        assert!(status.success(), "{}", text(&stderr));
        text(&stdout)
    };
    let table = evaluate(&[]);
    assert!(
        table.ends_with("2 of 3 sources could not be translated: each counts as an empty translation\n"),
        "{table}"
    );
    let json: serde_json::Value = serde_json::from_str(&evaluate(&["--json"])).expect("JSON");
    assert_eq!((&json["untranslated"], &json["all"]["sources"]), (&2.into(), &3.into()));
    std::fs::remove_file(pairs).expect("the file");
}

#[test]
fn the_help_of_translate_says_what_becomes_of_a_long_line() {
    let help = text(&output(&["translate", "--help"], "").stdout);
    for part in ["more tokens than the checkpoint reads", "becomes an empty one", "exit status is 1"] {
        assert!(
            help.replace('\n', " ").split_whitespace().collect::<Vec<_>>().join(" ").contains(part),
            "{help}"
        );
    }
}
