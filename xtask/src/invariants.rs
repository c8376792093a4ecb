//! The invariants of ARCHITECTURE as tests on the text of the sources.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::shapes;
use crate::stamp::files_under;

/// The longest a source file may be. One idea a file: past this there are two.
const LONGEST: usize = 400;

/// A word that does not belong in some files.
struct Rule {
    /// Files concerned: a folder or a file.
    within: &'static str,
    /// Files under `within` for which the rule does not hold.
    except: &'static [&'static str],
    /// The words.
    words: &'static [&'static str],
    /// Why they do not belong there.
    why: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        within: "crates/core",
        except: &[],
        words: &["wasm_bindgen", "wasm-bindgen", "js_sys", "js-sys", "web_sys", "web-sys"],
        why: "the core knows no JavaScript",
    },
    Rule {
        within: "crates/core/src",
        except: &[],
        words: &["println!", "eprintln!", "print!(", "std::fs", "std::net", "std::env", "std::process"],
        why: "the core reads and writes nothing",
    },
    Rule {
        within: "crates/core/src",
        except: &[],
        words: &["std::time", "Instant::now", "SystemTime", "std::thread", "thread::spawn"],
        why: "the core has no clock and no threads",
    },
    Rule {
        within: "crates/core",
        except: &[],
        words: &[
            "seq2see-train",
            "seq2see_train",
            "seq2see-web",
            "seq2see_web",
            "seq2see_lab",
            "seq2see_gradients",
        ],
        why: "dependencies point from what trains and from web to the core",
    },
    Rule {
        within: "crates/lab/src",
        except: &["crates/lab/src/web.rs"],
        words: &["wasm_bindgen", "js_sys", "std::time", "Instant::now", "std::thread", "std::fs", "println!"],
        why: "what trains in a browser has no clock, no threads, and knows JavaScript in one place",
    },
    Rule {
        within: "xtask/Cargo.toml",
        except: &[],
        words: &["burn", "seq2see"],
        why: "the project's commands must build in seconds, without Burn",
    },
    Rule {
        within: "www",
        except: &["www/networks/worker.js"],
        words: &["pkg/cpu", "pkg/gpu", "seq2see_web"],
        why: "only the worker imports the packages",
    },
    Rule {
        within: "www",
        except: &[
            "www/networks/engine.js",
            "www/networks/worker.js",
            "www/bench/lab-client.js",
            "www/bench/lab-worker.js",
        ],
        words: &["worker.js'", "worker.js\"", "from 'comlink'", "new Worker("],
        why: "only the client's engine talks to the worker",
    },
    Rule {
        within: "www",
        except: &["www/bench/lab-worker.js"],
        words: &["pkg/lab", "seq2see_lab"],
        why: "only the bench's worker imports its package",
    },
    Rule {
        within: "www",
        except: &["www/networks/backends.js", "www/networks/client.js"],
        words: &["engine.js'", "engine.js\""],
        why: "only the client and its choice of backend know the engines",
    },
    Rule {
        within: "www",
        except: &["www/networks/client.js"],
        words: &["backends.js'", "backends.js\""],
        why: "only the client chooses a backend",
    },
    Rule {
        within: "www/figures",
        except: &[],
        words: &["/client.js", "/views/"],
        why: "figures know data and DOM, nothing above them",
    },
    Rule {
        within: "www/figures",
        except: &[],
        words: &["/state/store.js", "/state/runner.js", "/state/link.js"],
        why: "figures take what they draw: any number of them stand on a page, each with a run of its own",
    },
    Rule {
        within: "www/controls",
        except: &[],
        words: &["/client.js", "/views/"],
        why: "controls know data and DOM, nothing above them",
    },
    Rule {
        within: "www/drawing",
        except: &[],
        words: &["/client.js", "/views/"],
        why: "drawing knows data and DOM, nothing above them",
    },
];

/// A place where an invariant does not hold.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    file: String,
    line: usize,
    what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// All faults in the repository at `root`.
///
/// # Errors
/// If a file cannot be read.
pub(crate) fn broken(root: &Path) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for folder in ["crates", "xtask", "www", "scripts", "tests", "bench"] {
        let folder = root.join(folder);
        if !folder.exists() {
            continue;
        }
        for path in files_under(&folder)? {
            let name = path.strip_prefix(root).expect("listed under the root");
            let name = name.to_string_lossy().replace('\\', "/");
            if is_source(&name) {
                let text = fs::read_to_string(&path).with_context(|| format!("{name} cannot be read"))?;
                faults.extend(faults_in(&name, &text));
            }
        }
    }
    Ok(faults)
}

fn is_source(name: &str) -> bool {
    [".rs", ".js", ".mjs", ".toml"].iter().any(|ending| name.ends_with(ending))
        && !name.contains("/node_modules/")
        && !name.contains("/artifacts/")
        && name != "xtask/src/invariants.rs"
}

fn faults_in(name: &str, text: &str) -> Vec<Fault> {
    let fault = |line, what| Fault { file: name.into(), line, what };
    let mut faults = Vec::new();
    let lines = text.lines().count();
    if lines > LONGEST && !name.ends_with(".toml") {
        faults.push(fault(LONGEST, format!("{lines} lines, more than {LONGEST}: one idea a file")));
    }
    if name.starts_with("crates/core/src/") {
        let unstated = shapes::unstated(text).into_iter();
        faults.extend(unstated.map(|(line, name)| fault(line, format!("`{name}` states no `# Shapes`"))));
    }
    for rule in RULES.iter().filter(|rule| rule.concerns(name)) {
        for (number, line) in code_lines(text) {
            if let Some(word) = rule.words.iter().find(|&&word| line.contains(word)) {
                faults.push(fault(number, format!("`{word}`: {}", rule.why)));
            }
        }
    }
    faults
}

impl Rule {
    fn concerns(&self, name: &str) -> bool {
        let inside = name == self.within || name.starts_with(&format!("{}/", self.within));
        inside && !self.except.contains(&name)
    }
}

/// Numbered lines of code: no comments, nothing after the tests begin.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_comment = |line: &str| ["//", "*", "/*", "#!", "# "].iter().any(|mark| line.starts_with(mark));
    (1..)
        .zip(text.lines())
        .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
        .filter(move |(_, line)| !is_comment(line.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_that_imports_the_worker_is_named() {
        let text = "import { html } from 'lit';\nnew Worker(new URL('../worker.js', import.meta.url));\n";
        let faults = faults_in("www/views/flow.js", text);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].line, 2);
        assert!(faults_in("www/networks/engine.js", text).is_empty());
    }

    #[test]
    fn a_clock_in_the_core_is_named_but_not_in_its_tests_or_comments() {
        let code = "let now = std::time::Instant::now();\n";
        assert_eq!(faults_in("crates/core/src/search.rs", code).len(), 1);
        assert!(faults_in("crates/train/src/main.rs", code).is_empty());
        let test = format!("#[cfg(test)]\nmod tests {{\n{code}}}\n");
        assert!(faults_in("crates/core/src/search.rs", &test).is_empty());
        assert!(faults_in("crates/core/src/search.rs", &format!("// {code}")).is_empty());
    }

    #[test]
    fn a_file_of_many_ideas_is_named() {
        assert!(faults_in("www/main.js", &"x;\n".repeat(LONGEST)).is_empty());
        assert_eq!(faults_in("www/main.js", &"x;\n".repeat(LONGEST + 1)).len(), 1);
    }
}
