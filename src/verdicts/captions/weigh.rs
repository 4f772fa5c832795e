//! Adds up what speaks for and against a line as a caption.

use super::{CREDIT_SIGN, ENOUGH, Surroundings, named};
use crate::dom::{Attr, Dom, Tag};
use crate::draft::{Container, Line};
use crate::survey::Survey;
use crate::verdicts::dates;
use crate::verdicts::shape::ordinal;
use crate::words::credits::{credit_behind, ends_with_credit, leads_to_picture, numbers_picture};
use crate::words::{Roles, people};

/// The length in bytes that no date without a time of day reaches.
const DATE: usize = 65;

/// Returns the sum of the signs that a line is the caption of an image. `inside` says whether the line is in the container of
/// the image, `is_next` whether nothing is between them.
pub(super) fn weigh(
    survey: &Survey,
    dom: &Dom,
    line: &Line,
    surroundings: Surroundings<'_>,
    inside: bool,
    is_next: bool,
) -> i32 {
    let text = line.text.as_str();
    let mut signs = i32::from(is_next);
    if named(line) {
        signs += if is_next || inside { 3 } else { 1 };
    }
    if line.weights.is_small() {
        signs += 2;
    }
    if line.weights.is_italic() && !surroundings.is_italic_post {
        // A paragraph of its own after one that contains only the image.
        let is_apart = is_next && text.len() <= 200 && survey.stats(surroundings.block).text == 0;
        signs += 1 + 2 * i32::from(is_apart);
    }
    if line.centered {
        signs += 1 + i32::from(surroundings.is_centered);
    }
    let names_owner = text.starts_with('©') && text.len() <= 60;
    if text == surroundings.alt && line.level.is_none() {
        signs += 3;
    }
    let leads = names_owner || leads_to_picture(text) || numbers_picture(text, surroundings.pictures);
    let credited = ends_with_credit(text) || credit_behind(text).is_some();
    if leads || credited {
        signs += 2;
    }
    if line.block == surroundings.block
        && (survey.stats(line.block).text <= 400 || line.after_break && text.len() <= 300)
        && surroundings.outer.is_some()
    {
        // `<div><img>caption</div>`, `<p><img><br>caption</p>`; an image that floats in a paragraph is something else.
        let floats = dom.tag(line.block) == Tag::P && !line.after_break;
        signs += match (floats, text.len()) {
            (false, _) => 2,
            (true, ..=120) => 1,
            (true, _) => -1,
        };
    }
    if inside {
        signs += 1 + i32::from(surroundings.is_figure) + 2 * i32::from(surroundings.is_in_gallery);
        let is_all = || {
            surroundings.is_figure
                && surroundings.outer.is_some_and(|outer| survey.stats(outer).text as usize <= text.len())
                && text.matches('。').count() < 2
        };
        if text.len() <= 240 && (dom.tag(line.block) != Tag::P || is_all()) {
            signs += 1;
        }
    }
    let is_signed = credited && text.len() <= 240;
    if dom.tag(line.block) == Tag::P && !(named(line) || line.weights.is_small() || leads || is_signed) {
        signs -= 1;
    }
    // A heading element that is itself named for a caption is one.
    let is_heading = line.level.is_some() && !survey.stats(line.block).roles.has(Roles::CAPTION);
    if is_heading
        || line.preformatted
        || matches!(line.container, Some(Container::ListItem { .. } | Container::Quote)) && !inside
    {
        signs -= 3;
    }
    if line.weights.is_bold() && !named(line) && !inside && !leads {
        signs -= 2;
    }
    if line.weights.is_link() && !named(line) {
        signs -= 1;
    }
    if text.len() > 450 && !named(line) && !surroundings.is_in_gallery {
        signs -= 1 + i32::from(text.len() > 900);
    }
    let block = survey.stats(line.block);
    let is_alike = || dom.attr(line.block, Attr::Class) == dom.attr(surroundings.block, Attr::Class);
    if is_next && block.roles.has(Roles::FIGURE) && block.images == 0 && block.text <= 240 && is_alike() {
        // `<p class="image">` with a text, after one with the image.
        signs += 3;
    }
    // A figure has its caption inside; a sentence behind it is the next paragraph.
    if text.ends_with('。')
        && dom.tag(line.block) == Tag::P
        && !(named(line) || line.weights.is_small() || line.weights.is_italic() || line.centered || leads || credited)
        && dom
            .ancestors(surroundings.picture)
            .take(4)
            .find(|&id| dom.tag(id) == Tag::Figure)
            .is_some_and(|figure| !dom.is_inside(line.block, figure))
    {
        signs -= 2;
    }
    if is_step(text) && !(named(line) || line.weights.is_small() || leads || inside) {
        signs -= 2;
    }
    // Lines that begin with dates or numbers are a list.
    let is_entry = |line: &str| line.trim_start().starts_with(|c: char| c.is_ascii_digit());
    if !named(line) && text.contains('\n') && text.lines().all(is_entry) {
        signs -= 4;
    }
    if people::says_origin(text) || people::names_writer(text) {
        signs -= 4;
    }
    if signs + CREDIT_SIGN < ENOUGH {
        // The following signs need the text, and only speak against a caption.
        return signs;
    }
    let is_about_post = line.roles.has(Roles::BYLINE) || line.roles.has(Roles::DATE) || line.roles.has(Roles::META);
    if is_about_post && !named(line)
        || !named(line)
            && (text.len() <= 2 * DATE || text.contains(':'))
            && dates::find(text).is_some_and(|found| {
                found.range.len() * 2 > text.len() || text.get(found.range).is_some_and(|date| date.contains(':'))
            })
    {
        signs -= 3;
    }
    if !named(line) && !line.weights.is_small() && !surroundings.is_in_gallery {
        let sentences =
            text.matches(['。', '！', '？']).count() + text.matches(". ").count() + usize::from(text.contains('\n'));
        // `Fig. 1. The street`, `Photo: the street. Agency`
        signs -= sentences.saturating_sub(1 + usize::from(leads)).min(3) as i32;
    }
    if surroundings.is_in_gallery
        && dom.tag(line.block) == Tag::P
        && !named(line)
        && !leads
        && !line.weights.is_small()
        && text.matches(['。', '！', '？']).count() >= 2
    {
        // A paragraph next to an image.
        signs -= 2;
    }
    signs
}

/// Returns whether a text is a numbered step, as in a manual: `3. Open the box`, `c、打开`.
pub(super) fn is_step(text: &str) -> bool {
    let is_lettered = || {
        let behind = text.strip_prefix(|c: char| c.is_ascii_alphabetic());
        behind.is_some_and(|behind| [". ", ") ", "、"].iter().any(|sign| behind.starts_with(sign)))
    };
    ordinal(text).is_some() || is_lettered()
}
