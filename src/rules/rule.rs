use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::{builtin, target};
use crate::article::{Evidence, RemovedKind};
use crate::words::Place;

/// A named rule: it selects parts of a post, and removes or keeps them.
///
/// A rule matches a part if **all** given conditions hold; a condition with several values holds if **any** of them
/// does. At least one condition must select a part: a [class](Self::class) or [id](Self::id) selects whole elements,
/// and so does an [element](Self::element) alone; texts and [targets](Self::target) without them select single lines. A
/// rule with only a host, an author or a position selects nothing.
///
/// ```
/// use feedscrub::{Cleaner, Position, RemovedKind, Rule, RuleSet};
///
/// let rules = RuleSet::builtin()
///     .with(Rule::remove("rainpost/weather-box", RemovedKind::Promotion).host("rain.example").class("weather-box"))
///     .with(
///         Rule::remove("rainpost/closing", RemovedKind::Promotion)
///             .starts("Stay dry")
///             .position(Position::Tail),
///     );
/// let cleaner = Cleaner::builder().rules(rules).build();
/// let article = cleaner.clean_html("<p>It rained all day.</p><p>Stay dry, dear readers!</p>")?;
/// assert_eq!(article.to_text(), "It rained all day.\n");
/// assert_eq!(article.report.removed[0].rule, "rainpost/closing");
/// # Ok::<(), feedscrub::Error>(())
/// ```
///
/// To protect articles, a rule without a host or author never removes an element with most of the prose of the post, a
/// line of more than 600 bytes, or a line in a quotation, a table or preformatted text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    pub(crate) name: Cow<'static, str>,
    /// `None` for a rule that keeps.
    pub(super) kind: Option<RemovedKind>,
    pub(crate) position: Position,
    pub(super) hosts: Values,
    pub(super) authors: Values,
    pub(crate) elements: Values,
    pub(super) classes: Values,
    pub(super) ids: Values,
    pub(super) starts: Values,
    pub(super) contains: Values,
    pub(super) ends: Values,
    pub(super) whole: Values,
    pub(crate) targets: Values,
    pub(super) parts: Values,
    pub(crate) evidence: Evidence,
    pub(super) note: Note,
}

/// A note for human readers. Comparisons of rules ignore it.
#[derive(Clone, Debug, Default)]
pub(super) struct Note(pub(super) String);

impl PartialEq for Note {
    fn eq(&self, _: &Note) -> bool {
        true
    }
}

impl Eq for Note {}

pub(crate) type Values = Vec<Cow<'static, str>>;

/// The position in a post at which a [`Rule`] matches.
///
/// ```
/// use feedscrub::{Cleaner, Position, RemovedKind, Rule, RuleSet};
///
/// let rule = Rule::remove("rainpost/closing", RemovedKind::Promotion).starts("Stay dry").position(Position::Tail);
/// let article = Cleaner::builder().rules(RuleSet::empty().with(rule)).build().clean_html("<p>It rained.</p><p>Stay dry!</p>")?;
/// assert_eq!(article.to_text(), "It rained.\n");
/// # Ok::<(), feedscrub::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Position {
    /// Anywhere.
    #[default]
    Anywhere,
    /// At the head: an element with no prose before it, a line with at most one paragraph before it.
    Head,
    /// At the end: an element with no prose after it, a line with at most two paragraphs after it. Paragraphs that
    /// rules remove do not count.
    Tail,
}

impl Rule {
    /// Makes a rule that removes matching parts and reports them under its name: by convention `family/what`, in lower
    /// case.
    #[must_use]
    pub fn remove(name: impl Into<Cow<'static, str>>, kind: RemovedKind) -> Rule {
        Rule::new(name.into(), Some(kind))
    }

    /// Makes a rule that protects matching parts from all other rules and from general evidence.
    ///
    /// ```
    /// use feedscrub::{Cleaner, Rule, RuleSet};
    ///
    /// let html = r#"<p>It rained all day.</p><div class="related"><a href="https://a.com/1">Related: umbrellas</a></div>"#;
    /// assert_eq!(Cleaner::default().clean_html(html)?.to_text(), "It rained all day.\n");
    ///
    /// let rules = RuleSet::builtin().with(Rule::keep("mine/related").class("related"));
    /// let cleaner = Cleaner::builder().rules(rules).build();
    /// assert_eq!(cleaner.clean_html(html)?.to_text(), "It rained all day.\n\nRelated: umbrellas\n");
    /// # Ok::<(), feedscrub::Error>(())
    /// ```
    #[must_use]
    pub fn keep(name: impl Into<Cow<'static, str>>) -> Rule {
        Rule::new(name.into(), None)
    }

    fn new(name: Cow<'static, str>, kind: Option<RemovedKind>) -> Rule {
        Rule {
            name,
            kind,
            position: Position::Anywhere,
            hosts: Vec::new(),
            authors: Vec::new(),
            elements: Vec::new(),
            classes: Vec::new(),
            ids: Vec::new(),
            starts: Vec::new(),
            contains: Vec::new(),
            ends: Vec::new(),
            whole: Vec::new(),
            targets: Vec::new(),
            parts: Vec::new(),
            evidence: Evidence::NONE,
            note: Note::default(),
        }
    }

    /// Returns the name that reports use.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the kind of its removals; `None` for a rule that keeps.
    pub fn kind(&self) -> Option<RemovedKind> {
        self.kind
    }

    /// Sets the position at which a part must be.
    #[must_use]
    pub fn position(mut self, position: Position) -> Rule {
        self.position = position;
        self
    }

    /// Sets the evidence that reports give for its removals. [Learned](crate::learn) rules have
    /// [`RECURRENCE`](Evidence::RECURRENCE) and [`SOURCE`](Evidence::SOURCE).
    #[must_use]
    pub fn evidence(mut self, evidence: Evidence) -> Rule {
        self.evidence = evidence;
        self
    }

    /// Sets a note for human readers, which may have several lines. In TOML it is a comment above the rule, which is
    /// ignored when the file is read; comparisons of rules ignore it.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Rule {
        self.note = Note(note.into());
        self
    }

    /// Returns the note; empty by default.
    pub fn note_text(&self) -> &str {
        &self.note.0
    }

    /// Returns whether it names a host or an author.
    pub fn is_of_source(&self) -> bool {
        !self.hosts.is_empty() || !self.authors.is_empty()
    }

    /// Returns whether it can match in posts of this host and author.
    pub fn applies_to(&self, host: Option<&str>, author: Option<&str>) -> bool {
        let host_fits = |known: &Cow<'static, str>| host.is_some_and(|host| target::is_at(host, known));
        let author_fits =
            |known: &Cow<'static, str>| author.is_some_and(|author| author.trim().eq_ignore_ascii_case(known.trim()));
        (self.hosts.is_empty() || self.hosts.iter().any(host_fits))
            && (self.authors.is_empty() || self.authors.iter().any(author_fits))
    }

    /// Returns the texts that must be at a place of a line.
    pub(super) fn texts_at(&self, place: Place) -> &Values {
        match place {
            Place::Start => &self.starts,
            Place::Within => &self.contains,
            Place::End => &self.ends,
            Place::Whole => &self.whole,
        }
    }

    /// Returns whether it removes parts of lines.
    pub(crate) fn takes_parts(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Returns whether it selects whole elements by their names.
    pub(super) fn has_names(&self) -> bool {
        !self.classes.is_empty() || !self.ids.is_empty()
    }

    pub(crate) fn has_texts(&self) -> bool {
        Place::ALL.into_iter().any(|place| !self.texts_at(place).is_empty())
    }

    /// Returns whether it selects lines rather than elements.
    pub(crate) fn takes_lines(&self) -> bool {
        !self.has_names() && !self.takes_parts() && (self.has_texts() || !self.targets.is_empty())
    }

    /// Returns whether a condition selects a part.
    #[cfg(feature = "serde")]
    pub(super) fn chooses(&self) -> bool {
        self.has_names()
            || self.has_texts()
            || !self.elements.is_empty()
            || !self.targets.is_empty()
            || self.takes_parts()
    }
}

macro_rules! conditions {
    ($($(#[$doc:meta])* $name:ident $field:ident;)*) => {
        impl Rule {
            $(
                $(#[$doc])*
                ///
                /// Given several times: any of them.
                #[must_use]
                pub fn $name(mut self, value: impl Into<Cow<'static, str>>) -> Rule {
                    self.$field.push(value.into());
                    self
                }
            )*
        }
    };
}

conditions! {
    /// Requires a post from this host or a subdomain of it: `example.org` includes `news.example.org`.
    host hosts;
    /// Requires this author of the post, ignoring ASCII case.
    author authors;
    /// Selects elements of this name; a rule for lines requires that the line begins in one, at any depth.
    element elements;
    /// Selects elements with this class, or with one of the [`id`](Self::id)s if there are any. A `*` at the end
    /// matches the rest of a name: `share-*`.
    class classes;
    /// Selects elements with this id, or with one of the [`class`](Self::class)es if there are any. A `*` at the end
    /// matches the rest of a name.
    id ids;
    /// Requires text that starts with this, after bullets and brackets, ignoring ASCII case, and not within an English
    /// word. For an element that is its whole text; one of more than 4,000 bytes or 300 nodes never matches.
    starts starts;
    /// Requires text that contains this; compared like [`starts`](Self::starts).
    contains contains;
    /// Requires text that ends with this, before brackets and full stops; compared like [`starts`](Self::starts).
    ends ends;
    /// Requires this text, apart from bullets, brackets, colons and full stops; compared like [`starts`](Self::starts).
    whole whole;
    /// Requires a link to this host or a subdomain of it, optionally with the beginning of a path: `example.org/share`.
    /// A last label of `*` matches any: `feedx.*`. A line of a rule without texts must also consist mostly of links.
    target targets;
    /// Removes this part of a line, or the whole line if nothing else is in it. The comparison ignores whitespace,
    /// ASCII case and the length of lines of dashes; a number matches any other number. Addresses are compared
    /// literally, unless the part has one with a `*`: then each `*`, number and id in its addresses matches any other
    /// (`https://video.example/watch/*`). A part does not begin or end within a word or an address. Of the other
    /// conditions only [`host`](Self::host), [`author`](Self::author) and [`position`](Self::position) apply.
    /// [`Cleaner::sanitize_html`](crate::Cleaner::sanitize_html) only removes lines that consist of such parts.
    part parts;
}

/// A sequence of named rules. Cheap to clone.
///
/// Rules take precedence over general evidence. If several rules would remove the same part, the first is reported; a
/// rule that [keeps](Rule::keep) takes precedence over all others.
///
/// ```
/// use feedscrub::{RemovedKind, Rule, RuleSet};
///
/// let rules = RuleSet::builtin().without("feedx/footer");
/// assert!(rules.iter().all(|rule| rule.name() != "feedx/footer"));
///
/// let own = RuleSet::empty().with(Rule::remove("mine/advert", RemovedKind::Advert).class("promo-slot"));
/// let mut both = RuleSet::builtin();
/// both.extend(own);
/// assert!(both.iter().any(|rule| rule.name() == "mine/advert"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    rules: Arc<Vec<Rule>>,
}

impl Default for RuleSet {
    fn default() -> Self {
        RuleSet::builtin()
    }
}

impl RuleSet {
    /// Returns the rules for known families, sorted by name.
    #[must_use]
    pub fn builtin() -> RuleSet {
        static BUILTIN: LazyLock<RuleSet> = LazyLock::new(|| RuleSet { rules: Arc::new(builtin::rules()) });
        BUILTIN.clone()
    }

    /// Returns an empty set: general evidence decides alone.
    #[must_use]
    pub fn empty() -> RuleSet {
        RuleSet { rules: Arc::default() }
    }

    /// Adds a rule. It replaces a rule of the same name, at the same index.
    #[must_use]
    pub fn with(mut self, rule: Rule) -> RuleSet {
        let rules = Arc::make_mut(&mut self.rules);
        match rules.iter_mut().find(|known| known.name == rule.name) {
            Some(known) => *known = rule,
            None => rules.push(rule),
        }
        self
    }

    /// Removes a rule by its name.
    #[must_use]
    pub fn without(mut self, name: &str) -> RuleSet {
        if self.iter().any(|rule| rule.name == name) {
            Arc::make_mut(&mut self.rules).retain(|rule| rule.name != name);
        }
        self
    }

    /// Returns whether this is the unchanged set of built-in rules.
    pub(super) fn is_builtin(&self) -> bool {
        Arc::ptr_eq(&self.rules, &RuleSet::builtin().rules)
    }

    /// Returns the rules in order.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Rule> {
        self.rules.get(at)
    }
}

impl Extend<Rule> for RuleSet {
    fn extend<I: IntoIterator<Item = Rule>>(&mut self, rules: I) {
        let known = Arc::make_mut(&mut self.rules);
        let mut places: HashMap<_, _> = known.iter().enumerate().map(|(at, rule)| (rule.name.clone(), at)).collect();
        for rule in rules {
            let at = *places.entry(rule.name.clone()).or_insert(known.len());
            match known.get_mut(at) {
                Some(known) => *known = rule,
                None => known.push(rule),
            }
        }
    }
}

impl FromIterator<Rule> for RuleSet {
    fn from_iter<I: IntoIterator<Item = Rule>>(rules: I) -> Self {
        let mut set = RuleSet::empty();
        set.extend(rules);
        set
    }
}

impl IntoIterator for RuleSet {
    type Item = Rule;
    type IntoIter = std::vec::IntoIter<Rule>;

    fn into_iter(self) -> Self::IntoIter {
        Arc::unwrap_or_clone(self.rules).into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_authors() {
        let rule = Rule::keep("a/b").host("example.org").author("Ann").element("p");
        assert!(rule.applies_to(Some("news.example.org"), Some(" ann ")));
        assert!(!rule.applies_to(Some("badexample.org"), Some("Ann")));
        assert!(!rule.applies_to(Some("example.org"), None));
        assert!(Rule::keep("a/b").applies_to(None, None));
    }

    #[test]
    fn a_rule_of_the_same_name_is_replaced() {
        let rules = RuleSet::empty().with(Rule::keep("a/b").class("x")).with(Rule::keep("a/b").class("y"));
        assert_eq!(rules.iter().count(), 1);
        assert_eq!(rules.get(0), Some(&Rule::keep("a/b").class("y")));
        assert_eq!(rules.without("a/b"), RuleSet::empty());
    }
}
