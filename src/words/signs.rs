//! Signs that a text is boilerplate or article, and their weights.
//!
//! A sign is a group and one of its few values. The weights are [fitted](super::fitted): positive ones speak for
//! boilerplate, negative ones for the article. Their sum decides.

use std::fmt;

use super::fitted::WEIGHTS;
use crate::article::{Evidence, Weight};

/// Returns the number of quarters of a whole in a part, rounded down.
pub(crate) fn quarters(part: u32, whole: u32) -> u8 {
    (u64::from(part) * 4 / u64::from(whole.max(1))).min(4) as u8
}

/// The unit of weights: 16 are a factor of *e* in the odds that a text is boilerplate.
pub(crate) const UNIT: i32 = 16;

/// The weight from which a report names a sign.
const NAMED: i32 = UNIT / 4;

/// One sign of a line or an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sign {
    group: Group,
    value: u8,
}

impl Sign {
    pub(crate) fn weight(self) -> i32 {
        let weight = WEIGHTS.get(self.group as usize).and_then(|weights| weights.get(usize::from(self.value)));
        weight.copied().map_or(0, i32::from)
    }

    /// Returns the weight. If it speaks for boilerplate, also how much of it says what a text is, and not only where it stands
    /// and how it is set, and the evidence that a report gives for it. Most signs speak against.
    pub(crate) fn says(self) -> (i32, i32, Evidence) {
        let weight = self.weight();
        if weight <= 0 {
            return (weight, 0, Evidence::NONE);
        }
        let evidence = if weight < NAMED { Evidence::NONE } else { self.group.evidence() };
        (weight, if self.is_specific() { weight } else { 0 }, evidence)
    }

    fn is_specific(self) -> bool {
        /// The values of [`Group::Marks`] and [`Group::Looks`] that ordinary text seldom has, as bits.
        const MARKS: u32 = 0b1_0000_0001_1011_1111;
        const LOOKS: u32 = 0b111_1111_1111;
        const INSIDE: u32 = 0b1110_0111;
        let is_one_of = |bits: u32| bits >> self.value & 1 != 0;
        match self.group {
            Group::Said | Group::Links | Group::Linked => self.value > 0,
            Group::Named | Group::Title | Group::Date | Group::Between => true,
            Group::Under => self.value >= 3,
            Group::Marks => is_one_of(MARKS),
            Group::Looks => is_one_of(LOOKS),
            Group::Inside => is_one_of(INSIDE),
            _ => false,
        }
    }

    /// Returns the index of the group, and the value.
    pub(crate) fn parts(self) -> (usize, u8) {
        (self.group as usize, self.value)
    }
}

/// Returns the weights of signs by name, the largest first; each counts as one of this many parts.
pub(crate) fn named_weights(signs: impl IntoIterator<Item = Sign>, parts: usize) -> Vec<Weight> {
    let mut found: Vec<(Sign, i32)> = Vec::new();
    for sign in signs {
        match found.iter_mut().find(|(known, _)| *known == sign) {
            Some((_, weight)) => *weight += sign.weight(),
            None => found.push((sign, sign.weight())),
        }
    }
    found.retain(|(_, weight)| *weight != 0);
    found.sort_by_key(|(_, weight)| -weight.abs());
    let named = |(sign, weight): (Sign, i32)| Weight { sign: sign.to_string(), weight: odds(weight) / parts as f32 };
    found.into_iter().map(named).collect()
}

/// Converts a sum of weights to the logarithm of odds.
pub(crate) fn odds(sum: i32) -> f32 {
    sum as f32 / UNIT as f32
}

/// Writes the names of the group and the value; values without a name by their number.
impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = usize::from(self.value);
        let name = |group: Group, value: usize, f: &mut fmt::Formatter<'_>| match group.values().get(value) {
            Some(name) => write!(f, "{}: {name}", group.name()),
            None => write!(f, "{}: {value}", group.name()),
        };
        match self.group.crossed() {
            Some((first, second)) => {
                let width = second.values().len();
                name(first, value / width, f)?;
                f.write_str(", ")?;
                name(second, value % width, f)
            }
            None => name(self.group, value, f),
        }
    }
}

macro_rules! groups {
    (
        $($(#[$doc:meta])* $group:ident $name:literal [$($value:literal)*];)*
        ---
        $($cross:ident = $first:ident $second:ident;)*
    ) => {
        /// The subject of a sign.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Group {
            $($(#[$doc])* $group,)*
            $(#[doc = "Two groups together."] $cross,)*
        }

        impl Group {
            pub(crate) const ALL: &[Group] = &[$(Group::$group,)* $(Group::$cross,)*];

            fn name(self) -> &'static str {
                match self { $(Group::$group => $name,)* $(Group::$cross => "",)* }
            }

            fn values(self) -> &'static [&'static str] {
                match self { $(Group::$group => &[$($value),*],)* $(Group::$cross => &[],)* }
            }

            fn crossed(self) -> Option<(Group, Group)> {
                match self {
                    $(Group::$cross => Some((Group::$first, Group::$second)),)*
                    _ => None,
                }
            }
        }
    };
}

impl Group {
    pub(crate) fn is(self, value: impl Into<u8>) -> Sign {
        Sign { group: self, value: value.into() }
    }

    /// Returns the sign of a pair of values, in row-major order.
    pub(crate) fn with(self, first: u8, second: u8) -> Sign {
        let width = self.crossed().map_or(1, |(_, second)| second.values().len());
        Sign { group: self, value: (usize::from(first) * width + usize::from(second)).min(255) as u8 }
    }

    /// Returns the number of values.
    pub(crate) fn len(self) -> usize {
        match self.crossed() {
            Some((first, second)) => first.values().len() * second.values().len(),
            None => self.values().len(),
        }
    }
}

impl Group {
    fn evidence(self) -> Evidence {
        use Group::*;
        match self {
            Length | Share | LengthEnds | BoxSize | BoxShare | ZoneLength => Evidence::SHORT,
            Zone | ProseBehind | FromEnd | ZoneEnds | BoxZone | BoxZoneSize | BoxZoneProse => Evidence::TAIL,
            ProseBefore | FromStart => Evidence::HEAD,
            Linked | Links | LengthLinked | ZoneLinked | List | BoxLinks | BoxSizeLinks | BoxLinked => Evidence::LINKS,
            Target | ZoneTarget | BoxAsks => Evidence::TARGET,
            Speaks | Said | SaidKind | SaidAgain | Covers | SaidInside | ZoneSaid | ZoneKind | LengthSaid
            | LengthCovers | BoxSaid | BoxSaidSame | Looks => Evidence::WORDS,
            Set => Evidence::ASIDE,
            Side => Evidence::OUTSIDE,
            Named | Role | BoxName | BoxRole | BoxZoneName => Evidence::CLASS,
            Inside | BoxElement | BoxHolds => Evidence::ELEMENT,
            Title => Evidence::REPEAT,
            Above | Below | Between | Rest | Under | Section | Previous | Next | Row | ListHead => Evidence::NEIGHBOURS,
            _ => Evidence::NONE,
        }
    }
}

groups! {
    /// The constant terms of lines and elements.
    Base "base" ["line" "element" "round it" "a plain paragraph"];

    // Lines.
    Length "bytes" ["under 16" "under 64" "under 144" "under 256" "under 400" "under 576" "under 784" "under 1024" "under 1296" "more"];
    Zone "stands" ["alone" "before the prose" "behind the prose" "between prose"];
    Linked "linked" ["little" "a quarter" "half" "three quarters" "all"];
    ProseBefore "paragraphs before" ["none" "one" "two" "more"];
    ProseBehind "paragraphs behind" ["none" "one" "two" "more"];
    Paragraphs "paragraphs of the post" ["none" "one" "two" "three" "more"];
    FromStart "lines before" ["none" "1" "2" "3" "4" "5" "more"];
    FromEnd "lines behind" ["none" "1" "2" "3" "4" "5" "more"];
    Ends "ends" ["as a sentence" "with a colon" "with an ellipsis" "with a comma" "with a bracket" "open"];
    Sentences "sentences" ["none" "one" "two" "more"];
    Links "links" ["none" "1" "2" "3" "more"];
    Share "of the post's text" ["under 5 %" "under 25 %" "under 50 %" "half or more"];
    Set "set" ["as a heading" "in bold" "in italics" "small" "in the centre" "as code" "behind a line break" "in brackets" "with a mailbox" "in several lines" "bold in part"];
    Container "in" ["no container" "a list" "a quotation" "a table" "another container"];
    Target "leads to" ["a mailbox" "the same host" "another host" "somewhere" "the post itself" "an article of the site" "a profile" "where readers pay or subscribe" "a tag" "an author" "the address that it shows" "a feed" "comments" "where one shares" "a podcast" "a login" "a search" "a redirector" "an intent" "a campaign" "a front page" "the post, by its title" "nowhere" "an article to play or buy"];
    Previous "before it" ["nothing" "a picture" "a rule" "a player" "a heading" "a word or two" "a short line" "a line" "a paragraph" "short text" "a linked heading" "a link" "a longer link" "a line of links" "a paragraph of links" "links"];
    Next "behind it" ["nothing" "a picture" "a rule" "a player" "a heading" "a word or two" "a short line" "a line" "a paragraph" "short text" "a linked heading" "a link" "a longer link" "a line of links" "a paragraph of links" "links"];
    Side "stands to the article's element" ["before" "inside" "behind" "there is none"];
    Said "its phrase says" ["nothing" "a little" "a little, first" "a little, whole" "something" "something, first" "something, whole" "what it is" "what it is, first" "what it is, whole"];
    SaidKind "its phrase is of" ["advert" "comments" "copyright" "duplicate" "embed" "empty" "footer" "form" "hidden" "junk-image" "label" "metadata" "navigation" "promotion" "related" "script" "share"];
    SaidAgain "more phrases of the kind" ["one" "two" "more"];
    Covers "its phrase covers" ["little" "a third" "most" "little, and heads" "a third, and heads" "most, and heads"];
    SaidInside "a sentence holds a phrase that says" ["nothing" "a little" "a little, first" "a little, whole" "something" "something, first" "something, whole" "what it is" "what it is, first" "what it is, whole"];
    About "a sentence goes on" ["behind its phrase" "without a link"];
    Marks "has the sign" ["» › >>" "→ ➡" "← ↑" "▶ ►" "#" "@" "$ € £ ￥" "©" "| ｜" "/ ／" "~" "*" "://" "•" "【" "★ ☆" "👉 👇" "“ \"" "?" "!" "→ at its end" "another first" "a pictogram" "%"];
    Speaks "speaks" ["to the reader" "of itself" "of others" "of what is said" "of what was" "in thanks, please or welcome"];
    Inside "inside" ["aside" "footer" "nav" "header" "section" "form" "button" "address" "figure" "table" "small" "center" "span" "div" "p" "sup" "label" "td" "time" "figcaption" "article" "blockquote" "dl" "other"];
    Named "inside what is named for" ["advert" "advert 2" "advert 3" "comments" "comments 2" "comments 3" "copyright" "copyright 2" "copyright 3" "duplicate" "duplicate 2" "duplicate 3" "embed" "embed 2" "embed 3" "empty" "empty 2" "empty 3" "footer" "footer 2" "footer 3" "form" "form 2" "form 3" "hidden" "hidden 2" "hidden 3" "junk-image" "junk-image 2" "junk-image 3" "label" "label 2" "label 3" "metadata" "metadata 2" "metadata 3" "navigation" "navigation 2" "navigation 3" "promotion" "promotion 2" "promotion 3" "related" "related 2" "related 3" "script" "script 2" "script 3" "share" "share 2" "share 3"];
    Role "named as" ["caption" "credit" "byline" "date" "title" "body" "figure" "unseen" "footnote" "lead" "meta" "imprint"];
    BoxLinked "its box is linked" ["little" "a quarter" "half" "three quarters" "all" "there is none"];
    Box "its box holds" ["prose" "pictures" "controls" "several links" "a player" "a heading first"];
    List "its list is linked" ["little" "a quarter" "half" "three quarters" "all"];
    ListSize "its list has" ["few items" "some items" "many items" "few and prose" "some and prose" "many and prose"];
    ListHead "its list stands behind" ["nothing" "a colon" "a heading" "a paragraph" "another line"];
    Row "lines like it beside it" ["none" "one" "two" "three" "four or more" "no link, none" "one link" "two links" "three links" "four links or more"];
    Title "the title" ["is it" "is in it" "holds it"];
    Date "date" ["in it" "in a short line"];
    Looks "looks like" ["a menu" "a dead link" "a link to a section" "a name with an arrow" "the post's own line" "a pointed link" "a labelled link" "a link between paragraphs" "a boxed link" "a link to nothing of the page" "a mailbox" "a heading over prose" "a heading over links" "a heading over nothing" "the first line" "the last of its box" "a film" "numbers"];

    // The sums of the surrounding lines, once they are known.
    Above "the line before is" ["article" "rather article" "unclear" "rather boilerplate" "boilerplate" "none"];
    Below "the line behind is" ["article" "rather article" "unclear" "rather boilerplate" "boilerplate" "none"];
    Between "stands between" ["boilerplate"];
    Rest "the lines behind are boilerplate" ["hardly" "little" "half" "mostly" "all" "there are none"];
    Under "right under a heading that is" ["article" "rather article" "unclear" "rather boilerplate" "boilerplate"];
    Section "in a section whose heading is" ["article" "rather article" "unclear" "rather boilerplate" "boilerplate" "none"];

    // Elements.
    BoxName "is named for" ["advert" "advert 2" "advert 3" "comments" "comments 2" "comments 3" "copyright" "copyright 2" "copyright 3" "duplicate" "duplicate 2" "duplicate 3" "embed" "embed 2" "embed 3" "empty" "empty 2" "empty 3" "footer" "footer 2" "footer 3" "form" "form 2" "form 3" "hidden" "hidden 2" "hidden 3" "junk-image" "junk-image 2" "junk-image 3" "label" "label 2" "label 3" "metadata" "metadata 2" "metadata 3" "navigation" "navigation 2" "navigation 3" "promotion" "promotion 2" "promotion 3" "related" "related 2" "related 3" "script" "script 2" "script 3" "share" "share 2" "share 3"];
    BoxElement "is" ["nav" "form" "control" "footer" "aside" "menu" "heading" "link" "list" "paragraph" "section" "other" "table"];
    BoxBy "is chosen by" ["its names" "its kind" "hiding"];
    BoxSize "holds bytes" ["none" "under 60" "under 180" "under 500" "under 1200" "under 4000" "more"];
    BoxShare "holds of the post's text" ["under 5 %" "under 25 %" "under 50 %" "half or more"];
    BoxProse "holds of the post's prose" ["none" "under a twelfth" "under a sixth" "under a half" "more"];
    BoxZone "element stands" ["alone" "before the prose" "behind the prose" "between prose" "behind all but a notice"];
    BoxLinks "element is linked" ["little" "a quarter" "half" "three quarters" "all"];
    BoxHolds "element holds" ["pictures" "pictures and links" "controls" "players" "an author or date" "a heading"];
    BoxRole "element is named as" ["caption" "credit" "byline" "date" "title" "body" "figure" "unseen" "footnote" "lead" "meta" "imprint"];
    BoxSaid "element's phrase says" ["nothing" "a little" "a little, first" "a little, whole" "something" "something, first" "something, whole" "what it is" "what it is, first" "what it is, whole"];
    BoxSaidSame "element's phrase is" ["of its kind" "of another kind"];
    BoxAsks "element asks" ["for money or an address"];
    BoxLike "element is named like" ["prose beside it"];
    ---
    ZoneLength = Zone Length;
    ZoneLinked = Zone Linked;
    ZoneEnds = Zone Ends;
    ZoneSaid = Zone Said;
    ZoneKind = Zone SaidKind;
    ZoneTarget = Zone Target;
    LengthLinked = Length Linked;
    LengthEnds = Length Ends;
    LengthSaid = Length Said;
    LengthCovers = Length Covers;
    BoxZoneName = BoxZone BoxName;
    BoxZoneProse = BoxZone BoxProse;
    BoxSizeLinks = BoxSize BoxLinks;
    BoxZoneSize = BoxZone BoxSize;
}
