//! Adds up the signs of each line, and of each list as a whole.

use smallvec::SmallVec;

use super::PARAGRAPH;
use crate::article::{Decision, Evidence, RemovedKind, WebUrl};
use crate::draft::{Draft, Line};
use crate::links::leads;
use crate::verdicts::Context;
use crate::verdicts::shape::ends_sentence;
use crate::verdicts::signs::{Reader, target_kind};
use crate::words::{Group, Sign, UNIT, named_weights, odds};

/// The sum from which a line or a list is removed: odds of 4 to 1.
const NEEDED: i32 = 22;
/// The threshold for a line whose own words identify it.
const NEEDED_OF_CLEAR: i32 = UNIT;
/// The threshold for a link directly after a label that announces related articles.
const NEEDED_OF_LABELLED: i32 = -2 * UNIT;
/// The threshold for a line that only leads to profiles, directly after a call to follow them.
const NEEDED_OF_PROFILE: i32 = -4 * UNIT;
/// The threshold without specific signs: the line is short, or the last one.
const NEEDED_OF_UNSPECIFIC: i32 = NEEDED + 2 * UNIT;
/// The threshold for a line in bold, which its author emphasized.
const NEEDED_OF_BOLD: i32 = NEEDED_OF_UNSPECIFIC + UNIT;
/// The sum of specific signs from which the other thresholds apply.
const SPECIFIC: i32 = 10;
/// How much more evidence a line of a page needs: the main content was chosen before.
const NEEDED_OF_PAGE: i32 = 2 * UNIT;
/// The maximal absolute sum of one of several lines.
const CLIP: i32 = 4 * UNIT;
/// The maximal number of bytes that a line counts as one of several.
const BYTES: usize = 400;
/// The boundaries between article, rather article, unclear, rather boilerplate and boilerplate: odds of 1 to 19, 1 to
/// 4, 1 to 1, and 4 to 1.
const BORDERS: [i32; 4] = [-47, -21, 1, 22];
/// The distance to the threshold within which a decision is reported.
const NEAR: i32 = 2 * UNIT;
/// The length in bytes from which a text is never removed by the sum of its signs, unless it consists of links.
const LONG: usize = 900;
/// The maximal length in bytes of a bold line that is a heading.
const HEADING: usize = 100;

/// A line, or a list whose lines share a fate.
#[derive(Debug)]
pub(super) struct Unit {
    /// Indices among the items.
    pub(super) lines: SmallVec<[usize; 1]>,
    /// The odds that it is boilerplate, as a sum of weights.
    pub(super) sum: i32,
    /// What it is, if it goes or comes near to it.
    pub(super) kind: RemovedKind,
    pub(super) evidence: Evidence,
    /// The signs of its surroundings, if it goes or nearly does.
    relations: SmallVec<[Sign; 8]>,
    bytes: usize,
    /// The number of its bytes outside of links.
    unlinked: usize,
    is_heading: bool,
    /// Whether its element is a heading, not only its style.
    has_level: bool,
    /// Whether the own words of each line identify it.
    says_itself: bool,
    /// What follows it, if it is such a line, and a label.
    labels: Option<Labelled>,
    /// The kind of the run after a label to which it belongs.
    labelled: Option<Labelled>,
    /// Whether each line leads to profiles alone.
    is_profile: bool,
    /// Whether it is bold and no heading.
    is_bold: bool,
    /// The sum of its specific signs, without those of position and style.
    specific: i32,
    /// Whether it is a long text of its own.
    is_long: bool,
    /// Whether it asks the readers a question, in the words of a call for comments.
    asks: bool,
    /// Whether it ends as a sentence does.
    is_sentence: bool,
    /// How much more evidence it needs than in a post.
    margin: i32,
    /// Whether it stays although its sum reaches the threshold.
    is_spared: bool,
}

/// The sums of lines alone, with the indices of the lines among the items.
pub(super) type Sums = SmallVec<[(usize, Sum); 32]>;

/// Returns every line of the body, alone or with its list, with its sum. Lines that were clearly article by the sums of
/// the first round are not read again.
pub(super) fn units(context: &Context<'_>, draft: &Draft, sums: &mut Sums) -> Vec<Unit> {
    let reader = Reader::new(context, draft);
    let mut units: Vec<Unit> = Vec::with_capacity(reader.lines.len());
    let mut list = None;
    let mut read = Sums::new();
    for (place, &at) in reader.lines.iter().enumerate() {
        let Some(line) = draft.line(at) else { continue };
        let known = sums.binary_search_by_key(&at, |(at, _)| *at).ok().and_then(|known| sums.get(known));
        let known = known.map(|(_, sum)| *sum).filter(|known| degree(known.sum) == 0);
        let own = known.unwrap_or_else(|| Sum::of(&reader, place, at, line));
        read.push((at, own));
        let of_list = reader.list_of(at).map(|list| list.start);
        match units.last_mut().filter(|_| of_list.is_some() && of_list == list) {
            Some(unit) => {
                unit.lines.push(at);
                unit.sum += own.sum.clamp(-CLIP, CLIP);
                unit.bytes += line.text.as_str().len();
                unit.unlinked += unlinked(line);
                unit.says_itself &= own.says_itself;
                (unit.is_heading, unit.has_level) = (false, false);
                unit.specific = unit.specific.max(own.specific);
                unit.is_long |= is_long(line);
                unit.is_profile = unit.is_profile && is_profile(line);
                unit.is_sentence = false;
                if own.sum > 0 {
                    unit.evidence = unit.evidence | own.evidence;
                }
            }
            None => units.push(Unit {
                lines: SmallVec::from_elem(at, 1),
                sum: own.sum.clamp(-CLIP, CLIP),
                kind: RemovedKind::Navigation,
                evidence: own.evidence,
                relations: SmallVec::new(),
                bytes: line.text.as_str().len(),
                unlinked: unlinked(line),
                says_itself: own.says_itself,
                labels: own.labels,
                labelled: None,
                is_profile: is_profile(line),
                is_heading: own.heads,
                has_level: line.level.is_some(),
                is_bold: own.is_bold,
                specific: own.specific,
                is_long: is_long(line),
                asks: false,
                is_sentence: line.level.is_none() && line.text.as_str().ends_with(['.', '。', '!', '！', '”', '」']),
                margin: if context.is_page { NEEDED_OF_PAGE } else { 0 },
                is_spared: false,
            }),
        }
        list = of_list;
    }
    *sums = read;
    for unit in &mut units {
        unit.sum /= unit.lines.len() as i32;
    }
    relate(&mut units);
    // Only read for lines that are removed or nearly so: most lines are plainly the article.
    for unit in &mut units {
        let line = unit.lines.first().filter(|_| unit.is_near()).and_then(|&at| draft.line(at));
        if let Some(line) = line {
            unit.kind = kind(&reader, line);
            let is_question = unit.lines.len() == 1 && line.text.as_str().ends_with(['?', '？']);
            unit.asks = is_question && unit.kind == RemovedKind::Comments;
        }
    }
    units
}

/// The signs of a line alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sum {
    sum: i32,
    /// Whether it is the heading of the following lines.
    heads: bool,
    says_itself: bool,
    labels: Option<Labelled>,
    is_bold: bool,
    specific: i32,
    evidence: Evidence,
}

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Labelled {
    /// Links to related articles.
    Related,
    /// Links to profiles.
    Profiles,
}

impl Sum {
    fn of(reader: &Reader<'_>, place: usize, at: usize, line: &Line) -> Sum {
        let mut sum = 0;
        let mut evidence = Evidence::NONE;
        let (mut specific, mut is_bold) = (0, false);
        let (mut numbers, mut is_beside_picture) = (0, false);
        let said = reader.signs(place, &mut |sign: Sign| {
            let (weight, says, named) = sign.says();
            sum += weight;
            specific += says;
            is_bold |= sign == Group::Set.is(1);
            numbers += if sign == Group::Looks.is(17) { weight } else { 0 };
            is_beside_picture |= sign == Group::Box.is(1);
            evidence = evidence | named;
        });
        // Numbers in the box of a picture are those at the axis of a chart; elsewhere they are dates, ranks and amounts.
        if is_beside_picture {
            specific += numbers;
        }
        let heads = is_heading(line) || said.heads && line.text.as_str().len() <= HEADING;
        // A sentence of the story may begin with the words of a request.
        let text = line.text.as_str();
        let is_story =
            || line.weights.link == 0 && said.length * 2 < text.len() && ends_sentence(text) && reader.is_between(at);
        let says_itself = said.weight == 3 && (said.whole || said.leads && !is_story());
        let labels = match said.kind {
            Some(RemovedKind::Related) if says_itself && heads => Some(Labelled::Related),
            Some(RemovedKind::Promotion | RemovedKind::Share) if says_itself => Some(Labelled::Profiles),
            _ => None,
        };
        Sum { sum, heads, says_itself, labels, is_bold, specific, evidence }
    }
}

/// Returns the kind of boilerplate that a line is, if it is boilerplate.
fn kind(reader: &Reader<'_>, line: &Line) -> RemovedKind {
    reader
        .said(line)
        .kind
        .or_else(|| reader.named_for(line))
        .or_else(|| target_kind(line))
        .unwrap_or(RemovedKind::Navigation)
}

fn is_heading(line: &Line) -> bool {
    line.level.is_some() || line.weights.is_bold() && line.text.as_str().len() <= HEADING
}

/// Returns whether a line is short and leads to profiles alone, by its links or by the addresses in its text:
/// `Instagram - https://instagram.com/example`.
fn is_profile(line: &Line) -> bool {
    /// The maximal length in bytes of the name of a network and its address.
    const PROFILE: usize = 140;
    let text = line.text.as_str();
    if text.len() > PROFILE || line.level.is_some() {
        return false;
    }
    let mut links = line.text.links().map(|(_, url)| leads::is_profile(url)).peekable();
    if links.peek().is_some() {
        return links.all(|is_profile| is_profile);
    }
    if memchr::memmem::find(text.as_bytes(), b"://").is_none() {
        return false;
    }
    let mut addresses = text.split_whitespace().filter(|word| word.starts_with("http")).peekable();
    addresses.peek().is_some()
        && addresses.all(|address| WebUrl::parse(address).is_some_and(|url| leads::is_profile(&url)))
}

fn unlinked(line: &Line) -> usize {
    (line.weights.all - line.weights.link.min(line.weights.all)) as usize
}

fn is_long(line: &Line) -> bool {
    line.text.as_str().len() > LONG && !line.weights.is_mostly_link()
}

/// Returns the value of a sum in the groups for the surroundings of a line.
fn degree(sum: i32) -> u8 {
    BORDERS.partition_point(|border| *border <= sum) as u8
}

/// Adds the signs of the surroundings of each unit.
fn relate(units: &mut [Unit]) {
    const NONE: u8 = 5;
    let rest = rest(units);
    // What place and size alone speak against is not yet boilerplate to its neighbours.
    let seen =
        |unit: &Unit| if unit.sum < unit.needed() - unit.margin { unit.sum.min(BORDERS[3] - 1) } else { unit.sum };
    let sums: SmallVec<[i32; 64]> = units.iter().map(seen).collect();
    let degree_at = |at: Option<usize>| at.and_then(|at| sums.get(at)).map_or(NONE, |sum| degree(*sum));
    let mut heading: Option<(usize, bool)> = None;
    let mut heading_has_level = false;
    let mut label = None;
    for (at, unit) in units.iter_mut().enumerate() {
        // A heading element ends the section of a bold line.
        if unit.has_level && !heading_has_level {
            heading = None;
        }
        let mut signs: SmallVec<[Sign; 8]> = SmallVec::new();
        let mut add = |sign: Sign| {
            unit.sum += sign.weight();
            signs.push(sign);
        };
        // A heading whose own words do not identify it is no proof for its section.
        let proof = |says_itself: bool| if says_itself { 4 } else { 3 };
        let section = heading.map_or(NONE, |(at, says_itself)| degree_at(Some(at)).min(proof(says_itself)));
        let (above, below) = (degree_at(at.checked_sub(1)), degree_at(Some(at + 1)));
        add(Group::Base.is(2));
        add(Group::Above.is(above));
        add(Group::Below.is(below));
        add(Group::Rest.is(rest.get(at).copied().unwrap_or(NONE)));
        if above == 4 && below == 4 {
            add(Group::Between.is(0));
        }
        add(Group::Section.is(section));
        if heading.is_some_and(|(heading, _)| Some(heading) == at.checked_sub(1)) {
            add(Group::Under.is(section));
        }
        // Nobody asks what else they say of what stays by far.
        if unit.sum >= NEEDED_OF_CLEAR - NEAR {
            for sign in &signs {
                let (_, says, named) = sign.says();
                unit.specific += says;
                unit.evidence = unit.evidence | named;
            }
            unit.relations = signs;
        }
        let continues = match label {
            Some(Labelled::Related) => unit.is_mostly_link() && !unit.is_long,
            Some(Labelled::Profiles) => unit.is_profile,
            None => false,
        };
        label = label.filter(|_| continues);
        unit.labelled = label.filter(|_| unit.labels.is_none());
        label = unit.labels.or(label);
        if unit.is_heading {
            heading = Some((at, unit.says_itself));
            heading_has_level = unit.has_level;
        }
    }
}

/// Returns, for each unit, the share of boilerplate in the units after it.
fn rest(units: &[Unit]) -> SmallVec<[u8; 64]> {
    let (mut behind, mut gone) = (0usize, 0usize);
    let mut rest: SmallVec<[u8; 64]> = SmallVec::from_elem(5, units.len());
    for (unit, rest) in units.iter().zip(&mut rest).rev() {
        if let Some(fifths) = (5 * gone).checked_div(behind) {
            *rest = fifths.min(4) as u8;
        }
        let bytes = unit.bytes.min(BYTES);
        behind += bytes;
        gone += if degree(unit.sum) == 4 { bytes } else { 0 };
    }
    rest
}

impl Unit {
    pub(super) fn goes(&self) -> bool {
        !self.is_long && !self.is_spared && self.sum >= self.needed()
    }

    fn is_mostly_link(&self) -> bool {
        self.unlinked * 5 < self.bytes
    }

    /// Returns the threshold of its sum.
    fn needed(&self) -> i32 {
        let needed = match self.specific {
            _ if self.labelled == Some(Labelled::Profiles) => NEEDED_OF_PROFILE,
            _ if self.labelled == Some(Labelled::Related) => NEEDED_OF_LABELLED,
            _ if self.says_itself => NEEDED_OF_CLEAR,
            SPECIFIC.. => NEEDED,
            _ if self.is_bold => NEEDED_OF_BOLD,
            _ => NEEDED_OF_UNSPECIFIC,
        };
        needed + self.margin
    }

    /// Returns whether it is removed or nearly so.
    pub(super) fn is_near(&self) -> bool {
        self.sum >= self.needed() - NEAR
    }

    /// Returns the decision about it.
    pub(super) fn decision(&self, reader: &Reader<'_>, draft: &Draft) -> Decision {
        let mut signs: Vec<Sign> = Vec::new();
        let mut text = String::new();
        for &at in &self.lines {
            let (Some(line), Ok(place)) = (draft.line(at), reader.lines.binary_search(&at)) else { continue };
            reader.signs(place, &mut |sign| signs.push(sign));
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line.text.as_str());
        }
        let mut weights = named_weights(signs, self.lines.len());
        weights.extend(named_weights(self.relations.iter().copied(), 1));
        weights.sort_by(|one, other| other.weight.abs().total_cmp(&one.weight.abs()));
        Decision {
            kind: self.kind,
            text,
            signs: weights,
            sum: odds(self.sum),
            needed: odds(self.needed()),
            removed: self.goes(),
        }
    }
}

/// Keeps units that would be removed, the least certain first, until at least half of the text remains, and at least
/// one unit; those whose own words identify them are removed nevertheless. Returns the number of units that were kept.
///
/// Position, names, links and neighbours are never sufficient to empty a post. `text` is the original number of bytes
/// without links.
pub(super) fn spare(units: &mut [Unit], text: usize) -> usize {
    let mut left: usize = units.iter().filter(|unit| !unit.goes()).map(|unit| unit.unlinked).sum();
    let mut stays = units.iter().any(|unit| !unit.goes());
    // A list of links has no text: it is kept or removed as a whole.
    let is_all_links = text == 0;
    if stays && left * 2 >= text && !is_all_links {
        return 0;
    }
    let mut doubtful: SmallVec<[&mut Unit; 16]> =
        units.iter_mut().filter(|unit| unit.goes() && !unit.says_itself).collect();
    doubtful.sort_by_key(|unit| unit.sum);
    let mut spared = 0;
    for unit in doubtful {
        if stays && left * 2 >= text && !is_all_links {
            break;
        }
        unit.is_spared = true;
        left += unit.unlinked;
        stays = true;
        spared += 1;
    }
    spared
}

/// Keeps headings directly above a paragraph that stays, which they describe.
pub(super) fn spare_headings(units: &mut [Unit]) {
    for at in 1..units.len() {
        let [.., heading, below] = units.get_mut(..=at).unwrap_or_default() else { continue };
        if heading.has_level && heading.goes() && !below.goes() && !below.has_level && below.unlinked >= PARAGRAPH {
            heading.is_spared = true;
        }
    }
}

/// Spares questions to the readers that the article answers itself, in the sentence below.
pub(super) fn spare_questions(units: &mut [Unit]) {
    for at in 1..units.len() {
        let [.., question, below] = units.get_mut(..=at).unwrap_or_default() else { continue };
        question.is_spared |= question.asks && question.goes() && !below.is_near() && below.is_sentence;
    }
}

/// Returns the number of bytes of the units outside of links.
pub(super) fn text(units: &[Unit]) -> usize {
    units.iter().map(|unit| unit.unlinked).sum()
}
