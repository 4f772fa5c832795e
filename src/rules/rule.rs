use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::{builtin, target};
use crate::article::{Evidence, RemovedKind};
use crate::words::Place;

/// A named rule: which parts of a post it speaks of, and whether they go or stay.
///
/// A rule speaks of a part when **all** conditions that were given hold; a condition with several values holds when **any**
/// of them does. At least one condition must choose a part: a [class](Self::class) or [id](Self::id) chooses whole elements,
/// and so does an [element](Self::element) alone; texts and [targets](Self::target) without them choose single lines.
/// A rule that only names a host, an author or a position chooses nothing.
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
/// So that no rule costs an article its words, one that names no host or author never takes an element that holds most of
/// the post's prose, a line of more than 600 bytes, or a line in a quotation, a table or preformatted text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    pub(crate) name: Cow<'static, str>,
    /// `None` keeps.
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

/// A remark for people. Rules that differ in nothing else are the same rule.
#[derive(Clone, Debug, Default)]
pub(super) struct Note(pub(super) String);

impl PartialEq for Note {
    fn eq(&self, _: &Note) -> bool {
        true
    }
}

impl Eq for Note {}

pub(crate) type Values = Vec<Cow<'static, str>>;

/// Where in a post a part must stand for a [`Rule`] to speak of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Position {
    /// Anywhere.
    #[default]
    Anywhere,
    /// At the head: an element with no prose before it, a line with at most one paragraph before it.
    Head,
    /// At the end: an element with no prose behind it, a line with at most two paragraphs behind it. Paragraphs that rules
    /// remove do not count.
    Tail,
}

impl Rule {
    /// A rule that takes out what it speaks of and reports it under its name: by custom `family/what`, in lower case.
    #[must_use]
    pub fn remove(name: impl Into<Cow<'static, str>>, kind: RemovedKind) -> Rule {
        Rule::new(name.into(), Some(kind))
    }

    /// A rule that protects what it speaks of against every other rule and against general evidence.
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

    /// The name that reports use.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The kind under which it reports what it removes; `None` for a rule that keeps.
    pub fn kind(&self) -> Option<RemovedKind> {
        self.kind
    }

    /// Where the part must stand.
    #[must_use]
    pub fn position(mut self, position: Position) -> Rule {
        self.position = position;
        self
    }

    /// Signs that reports name with what it removes. Rules that were [learned](crate::learn) have
    /// [`RECURRENCE`](Evidence::RECURRENCE) and [`SOURCE`](Evidence::SOURCE).
    #[must_use]
    pub fn evidence(mut self, evidence: Evidence) -> Rule {
        self.evidence = evidence;
        self
    }

    /// A remark for people, which may have several lines. Rules that are written as TOML have it above them as a comment;
    /// reading them back skips it, and rules are compared without it.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Rule {
        self.note = Note(note.into());
        self
    }

    /// The remark that [`note`](Self::note) gave; empty without one.
    pub fn note_text(&self) -> &str {
        &self.note.0
    }

    /// Whether it names a host or an author.
    pub fn is_of_source(&self) -> bool {
        !self.hosts.is_empty() || !self.authors.is_empty()
    }

    /// Whether it speaks of posts from this host and author at all.
    pub fn applies_to(&self, host: Option<&str>, author: Option<&str>) -> bool {
        let host_fits = |known: &Cow<'static, str>| host.is_some_and(|host| target::is_at(host, known));
        let author_fits =
            |known: &Cow<'static, str>| author.is_some_and(|author| author.trim().eq_ignore_ascii_case(known.trim()));
        (self.hosts.is_empty() || self.hosts.iter().any(host_fits))
            && (self.authors.is_empty() || self.authors.iter().any(author_fits))
    }

    /// The texts that must stand at a place of a line.
    pub(super) fn texts_at(&self, place: Place) -> &Values {
        match place {
            Place::Start => &self.starts,
            Place::Within => &self.contains,
            Place::End => &self.ends,
            Place::Whole => &self.whole,
        }
    }

    /// Whether it speaks of parts of lines.
    pub(crate) fn takes_parts(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Whether it takes whole elements, found by their names.
    pub(super) fn has_names(&self) -> bool {
        !self.classes.is_empty() || !self.ids.is_empty()
    }

    pub(crate) fn has_texts(&self) -> bool {
        Place::ALL.into_iter().any(|place| !self.texts_at(place).is_empty())
    }

    /// Whether it chooses lines rather than elements.
    pub(crate) fn takes_lines(&self) -> bool {
        !self.has_names() && !self.takes_parts() && (self.has_texts() || !self.targets.is_empty())
    }

    /// Whether any condition chooses a part.
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
    /// The post is from this host, or from one below it: `example.org` is also `news.example.org`.
    host hosts;
    /// The post's author is this one, without regard to the case of ASCII letters.
    author authors;
    /// The part is an element of this name; for lines, the line begins in one, at any depth.
    element elements;
    /// The part is an element with this class, or with this [`id`](Self::id) if some are given too. A `*` at the end stands
    /// for the rest of a name: `share-*`.
    class classes;
    /// The part is an element with this id, or with this [`class`](Self::class) if some are given too. A `*` at the end
    /// stands for the rest of a name.
    id ids;
    /// The text starts with this, behind bullets and brackets, without regard to the case of ASCII letters, and not within
    /// an English word. For an element that is all its text; one of more than 4,000 bytes or 300 nodes never fits.
    starts starts;
    /// The text contains this; compared like [`starts`](Self::starts).
    contains contains;
    /// The text ends with this, before brackets and stops; compared like [`starts`](Self::starts).
    ends ends;
    /// The text is this, but for bullets, brackets, colons and stops; compared like [`starts`](Self::starts).
    whole whole;
    /// A link leads to this host or one below it, perhaps with the beginning of a path: `example.org/share`. A last label of
    /// `*` is any one: `feedx.*`. A line of a rule without texts must also be links for the most part.
    target targets;
    /// The line holds this, and this part of it goes; the whole line goes where nothing else is left of it. Compared without
    /// blanks and without regard to the case of ASCII letters and to how long a rule of dashes is; a number stands for any
    /// other. Addresses are compared as they are, unless the part has one with a `*`: then each `*`, number and id in its
    /// addresses stands for any other (`https://video.example/watch/*`). A part begins and ends where no word and no address is broken. Of the other conditions only [`host`](Self::host),
    /// [`author`](Self::author) and [`position`](Self::position) are asked. [`Cleaner::sanitize_html`](crate::Cleaner::sanitize_html)
    /// takes out lines that are such parts and nothing else.
    part parts;
}

/// Named rules in their order. Cheap to clone.
///
/// They are asked before any general evidence. Where several would take the same part, the first is the one that is
/// reported; one that [keeps](Rule::keep) has its way over all others.
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
    /// The rules for families that are known, sorted by name.
    #[must_use]
    pub fn builtin() -> RuleSet {
        static BUILTIN: LazyLock<RuleSet> = LazyLock::new(|| RuleSet { rules: Arc::new(builtin::rules()) });
        BUILTIN.clone()
    }

    /// No rule: general evidence decides alone.
    #[must_use]
    pub fn empty() -> RuleSet {
        RuleSet { rules: Arc::default() }
    }

    /// Adds a rule. One of the same name is replaced in its place.
    #[must_use]
    pub fn with(mut self, rule: Rule) -> RuleSet {
        let rules = Arc::make_mut(&mut self.rules);
        match rules.iter_mut().find(|known| known.name == rule.name) {
            Some(known) => *known = rule,
            None => rules.push(rule),
        }
        self
    }

    /// Takes a rule out by its name.
    #[must_use]
    pub fn without(mut self, name: &str) -> RuleSet {
        if self.iter().any(|rule| rule.name == name) {
            Arc::make_mut(&mut self.rules).retain(|rule| rule.name != name);
        }
        self
    }

    /// Whether these are the built-in rules, as they are.
    pub(super) fn is_builtin(&self) -> bool {
        Arc::ptr_eq(&self.rules, &RuleSet::builtin().rules)
    }

    /// The rules in their order.
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
