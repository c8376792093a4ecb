//! Which functions that take tensors do not say of what shape.

/// What a doc comment states them under.
const HEADING: &str = "/// # Shapes";

/// Line and name of every function of a source file of the core that takes a tensor and states no shapes. A trait's
/// methods state them once, where the trait is; tests need not.
pub(crate) fn unstated(text: &str) -> Vec<(usize, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let end = lines.iter().position(|line| line.starts_with("#[cfg(test)]")).unwrap_or(lines.len());
    let mut of_trait = None;
    let mut found = vec![];
    for (at, line) in lines[..end].iter().enumerate() {
        let depth = line.len() - line.trim_start().len();
        if of_trait.is_some_and(|outer| depth <= outer && line.trim() == "}") {
            of_trait = None;
        }
        if line.trim_start().starts_with("impl") && line.contains(" for ") {
            of_trait = Some(depth);
        }
        let Some(name) = name_of(line).filter(|_| of_trait.is_none()) else { continue };
        if takes_a_tensor(&lines[at..end]) && !doc_of(&lines[..at]).any(|line| line.starts_with(HEADING)) {
            found.push((at + 1, name.to_string()));
        }
    }
    found
}

/// The name of the function that begins on a line.
fn name_of(line: &str) -> Option<&str> {
    let (before, rest) = line.split_once("fn ")?;
    let mut words = before.split_whitespace();
    let begins = words.all(|word| word.starts_with("pub") || ["async", "unsafe", "const"].contains(&word));
    let end = rest.find(['<', '('])?;
    begins.then_some(&rest[..end])
}

/// Whether the parameters of the function that begins on the first of the lines have a tensor among them.
fn takes_a_tensor(lines: &[&str]) -> bool {
    let text = lines.iter().take(20).copied().collect::<Vec<_>>().join(" ");
    let after = text.split_once("fn ").map_or("", |(_, after)| after);
    let Some(open) = after.find('(') else { return false };
    let mut depth = 0;
    let close = after[open..].find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    // Burn's own, not what a backend makes of it.
    let begins = |parameters: &str| parameters.ends_with(|c: char| !c.is_alphanumeric());
    close.is_some_and(|close| {
        let parameters = &after[open..open + close];
        parameters.match_indices("Tensor<").any(|(at, _)| begins(&parameters[..at]))
    })
}

/// The doc comment above a line, and the attributes between.
fn doc_of<'a>(above: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    above
        .iter()
        .rev()
        .map(|line| line.trim_start())
        .take_while(|line| line.starts_with("///") || line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_function_without_its_shapes_is_named() {
        let code = "impl X {\n    fn a(&self, x: Tensor<2>) -> u8 {\n        0\n    }\n}\n";
        assert_eq!(unstated(code), [(2, "a".to_string())]);
        let stated = "/// Adds.\n///\n/// # Shapes\n/// - `x`: any\n#[inline]\npub(crate) fn a<const D: usize>(\n    x: Tensor<D>,\n) {}\n";
        assert_eq!(unstated(stated), []);
        assert_eq!(unstated(&stated.replace("# Shapes", "# Panics")), [(6, "a".to_string())]);
    }

    #[test]
    fn a_traits_method_a_test_and_what_only_returns_a_tensor_need_none() {
        assert_eq!(unstated("impl A for B {\n    fn a(&self, x: Tensor<2>) {}\n}\n"), []);
        assert_eq!(unstated("#[cfg(test)]\nmod tests {\n    fn a(x: Tensor<2>) {}\n}\n"), []);
        assert_eq!(unstated("fn a(x: u8) -> Tensor<2> {}\n"), []);
    }
}
