//! Rule sets as TOML files.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::rule::{Position, Rule, RuleSet, Values};
use crate::article::{Evidence, RemovedKind};
use crate::images::proxies::{ParameterProxy, Proxies};

/// The reason why a file is no valid rule set, and its position in the file.
///
/// ```
/// let error = feedscrub::RuleSet::from_toml("[[rule]]\nname = 'a/b'\nkind = 'nonsense'").unwrap_err();
/// assert_eq!((error.line, error.column), (3, 8));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
#[non_exhaustive]
pub struct RuleError {
    /// Line of the file, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// The message.
    pub message: String,
}

impl RuleSet {
    /// Reads rules from TOML. Each rule is a `[[rule]]` table; its keys are the conditions of [`Rule`], each with a
    /// string or a list of strings.
    ///
    /// ```
    /// use feedscrub::RuleSet;
    ///
    /// let own = RuleSet::from_toml(r#"
    ///     [[rule]]
    ///     name = "rainpost/weather-box"
    ///     kind = "promotion"            # the kinds of RemovedKind; a rule with action = "keep" has none
    ///     host = "rain.example"
    ///     class = ["weather-box", "weather-*"]
    ///
    ///     [[rule]]
    ///     name = "rainpost/question"
    ///     action = "keep"               # "remove" otherwise
    ///     element = "p"
    ///     starts = "Do you like rain"
    ///     position = "tail"             # "head" or "anywhere"
    /// "#)?;
    /// let mut rules = RuleSet::builtin();
    /// rules.extend(own);
    /// # Ok::<(), feedscrub::RuleError>(())
    /// ```
    ///
    /// The same file may have `[[proxy]]` tables, which [`Proxies::with_toml`] reads.
    ///
    /// # Errors
    ///
    /// If it is not TOML, has an unknown key, kind, action or position, or has a rule without a name, with the name of
    /// an earlier rule, without a kind to remove, or without a condition that [selects a part](Rule).
    pub fn from_toml(toml: &str) -> Result<RuleSet, RuleError> {
        let file = read(toml)?;
        let mut rules: Vec<Rule> = Vec::new();
        let mut names = HashSet::new();
        for row in file.rule {
            let at = row.span().start;
            let row = row.into_inner();
            let at = row.name.as_ref().map_or(at, |name| name.span().start);
            let rule = row.into_rule().map_err(|message| fault(toml, at, message))?;
            if !names.insert(rule.name.clone()) {
                return Err(fault(toml, at, format!("a rule named `{}` stands above already", rule.name())));
            }
            rules.push(rule);
        }
        Ok(rules.into_iter().collect())
    }

    /// Writes the rules in the form that [`from_toml`](Self::from_toml) reads.
    ///
    /// ```
    /// use feedscrub::RuleSet;
    ///
    /// let rules = RuleSet::builtin();
    /// assert_eq!(RuleSet::from_toml(&rules.to_toml())?, rules);
    /// # Ok::<(), feedscrub::RuleError>(())
    /// ```
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut toml = String::new();
        for rule in self.iter() {
            if !toml.is_empty() {
                toml.push('\n');
            }
            for line in rule.note_text().lines() {
                // TOML allows no other control character in a comment.
                let line = line.chars().filter(|c| !c.is_control() || *c == '\t');
                toml.extend("# ".chars().chain(line).chain(['\n']));
            }
            // Tables of strings can always be written as TOML.
            toml += &toml::to_string(&WrittenFile { rule: [Written::of(rule)] }).unwrap_or_default();
        }
        toml
    }
}

impl Proxies {
    /// Adds proxies from TOML, in order: each is a `[[proxy]]` table with the arguments of [`ParameterProxy::new`]. The
    /// same file may have rules for [`RuleSet::from_toml`].
    ///
    /// ```
    /// use feedscrub::{Proxies, RuleSet};
    ///
    /// let file = r#"
    ///     [[proxy]]
    ///     name = "my-reader"
    ///     host = "rss.example"
    ///     path = "/proxy.php"           # what the path begins with; "/" otherwise
    ///     parameter = "url"
    ///
    ///     [[rule]]
    ///     name = "rainpost/weather-box"
    ///     kind = "promotion"
    ///     class = "weather-box"
    /// "#;
    /// let (proxies, rules) = (Proxies::builtin().with_toml(file)?, RuleSet::from_toml(file)?);
    /// let url = "https://rss.example/proxy.php?url=https%3A%2F%2Fa.com%2Fx.jpg".parse().unwrap();
    /// assert_eq!(proxies.resolve(&url).original().map(|url| url.as_str()), Some("https://a.com/x.jpg"));
    /// assert_eq!(rules.iter().count(), 1);
    /// # Ok::<(), feedscrub::RuleError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If it is not TOML, has an unknown key, or a proxy lacks a value.
    pub fn with_toml(mut self, toml: &str) -> Result<Proxies, RuleError> {
        for row in read(toml)?.proxy {
            let at = row.span().start;
            let ProxyRow { name, host, path, parameter } = row.into_inner();
            for (key, value) in [("name", &name), ("host", &host), ("path", &path), ("parameter", &parameter)] {
                if value.trim().is_empty() {
                    return Err(fault(toml, at, format!("the proxy's `{key}` is empty")));
                }
            }
            self = self.with(ParameterProxy::new(name, host.to_ascii_lowercase(), path, parameter));
        }
        Ok(self)
    }
}

fn read(toml: &str) -> Result<File, RuleError> {
    toml::from_str(toml).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        fault(toml, at, error.message().to_owned())
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<Spanned<Row>>,
    #[serde(default)]
    proxy: Vec<Spanned<ProxyRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProxyRow {
    name: String,
    host: String,
    #[serde(default = "root")]
    path: String,
    parameter: String,
}

fn root() -> String {
    "/".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: Option<Spanned<String>>,
    #[serde(default)]
    action: Action,
    kind: Option<RemovedKind>,
    #[serde(default)]
    position: Position,
    #[serde(default)]
    host: Texts,
    #[serde(default)]
    author: Texts,
    #[serde(default)]
    element: Texts,
    #[serde(default)]
    class: Texts,
    #[serde(default)]
    id: Texts,
    #[serde(default)]
    starts: Texts,
    #[serde(default)]
    contains: Texts,
    #[serde(default)]
    ends: Texts,
    #[serde(default)]
    whole: Texts,
    #[serde(default)]
    target: Texts,
    #[serde(default)]
    part: Texts,
    #[serde(default)]
    evidence: Evidence,
}

#[derive(Clone, Copy, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Action {
    #[default]
    Remove,
    Keep,
}

/// A string or a list of strings.
#[derive(Default)]
struct Texts(Vec<String>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Texts;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Texts, E> {
                Ok(Texts(vec![checked(text.to_owned())?]))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = list.next_element()? {
                    texts.push(checked(text)?);
                }
                Ok(Texts(texts))
            }
        }

        fn checked<E: serde::de::Error>(text: String) -> Result<String, E> {
            if text.trim().trim_end_matches('*').is_empty() {
                return Err(E::custom("an empty text would fit everything"));
            }
            Ok(text)
        }

        deserializer.deserialize_any(Visitor)
    }
}

impl Row {
    fn into_rule(self) -> Result<Rule, String> {
        let name = self.name.map(Spanned::into_inner).filter(|name| !name.trim().is_empty());
        let name = name.ok_or("the rule has no name")?;
        let mut rule = match (self.action, self.kind) {
            (Action::Remove, Some(kind)) => Rule::remove(name, kind),
            (Action::Remove, None) => return Err(format!("rule `{name}` removes, and has no kind to remove as")),
            (Action::Keep, None) => Rule::keep(name),
            (Action::Keep, Some(_)) => return Err(format!("rule `{name}` keeps, and a kind is for rules that remove")),
        };
        rule.position = self.position;
        let values = |texts: Texts| texts.0.into_iter().map(Cow::Owned).collect::<Values>();
        rule.hosts = values(self.host);
        rule.authors = values(self.author);
        rule.elements = values(self.element);
        rule.classes = values(self.class);
        rule.ids = values(self.id);
        rule.starts = values(self.starts);
        rule.contains = values(self.contains);
        rule.ends = values(self.ends);
        rule.whole = values(self.whole);
        rule.targets = values(self.target);
        rule.parts = values(self.part);
        rule.evidence = self.evidence;
        let has_others = rule.has_names() || rule.has_texts() || !rule.elements.is_empty() || !rule.targets.is_empty();
        if rule.takes_parts() && has_others {
            return Err(format!(
                "rule `{}` has a part, and beside it only host, author and position can be given",
                rule.name()
            ));
        }
        if !rule.chooses() {
            return Err(format!(
                "rule `{}` has no condition that chooses a part: element, class, id, starts, contains, ends, whole, target or part",
                rule.name()
            ));
        }
        Ok(rule)
    }
}

#[derive(Serialize)]
struct WrittenFile<'a> {
    rule: [Written<'a>; 1],
}

#[derive(Serialize)]
struct Written<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "is_default")]
    action: Action,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<RemovedKind>,
    #[serde(skip_serializing_if = "is_default")]
    position: Position,
    #[serde(skip_serializing_if = "is_empty")]
    host: &'a Values,
    #[serde(skip_serializing_if = "is_empty")]
    author: &'a Values,
    #[serde(skip_serializing_if = "is_empty")]
    element: &'a Values,
    #[serde(skip_serializing_if = "is_empty")]
    class: &'a Values,
    #[serde(skip_serializing_if = "is_empty")]
    id: &'a Values,
    #[serde(skip_serializing_if = "is_empty")]
    starts: &'a Values,
    #[serde(skip_serializing_if = "is_empty")]
    contains: &'a Values,
    #[serde(skip_serializing_if = "is_empty")]
    ends: &'a Values,
    #[serde(skip_serializing_if = "is_empty")]
    whole: &'a Values,
    #[serde(skip_serializing_if = "is_empty")]
    target: &'a Values,
    #[serde(skip_serializing_if = "is_empty")]
    part: &'a Values,
    #[serde(skip_serializing_if = "Evidence::is_empty")]
    evidence: Evidence,
}

impl<'a> Written<'a> {
    fn of(rule: &'a Rule) -> Self {
        Written {
            name: rule.name(),
            action: if rule.kind.is_some() { Action::Remove } else { Action::Keep },
            kind: rule.kind,
            position: rule.position,
            host: &rule.hosts,
            author: &rule.authors,
            element: &rule.elements,
            class: &rule.classes,
            id: &rule.ids,
            starts: &rule.starts,
            contains: &rule.contains,
            ends: &rule.ends,
            whole: &rule.whole,
            target: &rule.targets,
            part: &rule.parts,
            evidence: rule.evidence,
        }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn is_empty(values: &[Cow<'static, str>]) -> bool {
    values.is_empty()
}

fn fault(toml: &str, at: usize, message: String) -> RuleError {
    let before = toml.get(..at).unwrap_or(toml);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    RuleError { line, column, message }
}
