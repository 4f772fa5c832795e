//! Inline elements: their marks, their styles, and those that make lines of their own.

use memchr::memmem;

use super::Writer;
use crate::article::MarkKind;
use crate::dom::{Attr, Dom, NodeId, Tag};
use crate::draft::Media;
use crate::words::Roles;
use crate::words::credits::is_credit_label;

impl Writer<'_> {
    pub(super) fn open_inline(&mut self, id: NodeId, tag: Tag, media: &mut Media<'_>) {
        let set = self.set(id, tag);
        self.sets.push(set);
        match set {
            Set::Bold => self.bold += 1,
            Set::Italic => self.italic += 1,
            Set::Small => self.small += 1,
            Set::Plain => {}
        }
        if tag == Tag::A {
            self.link += 1;
        }
        if self.is_glued_date(id) || self.is_next_part_of_caption(id) {
            self.text.push(" ");
        }
        if self.is_imprint_part(id) {
            self.flush();
            self.imprint_parts.push(id);
        }
        if self.is_credit_part(id, tag) && !self.text.is_empty() {
            // `<figcaption>caption <small>credit</small></figcaption>`: two lines.
            self.flush();
            self.credit_parts.push(id);
            self.credit = true;
        }
        if self.is_role(id) {
            self.inline_role_depth += 1;
            self.inline_roles.insert(self.survey.stats(id).roles);
        }
        let kind = match tag {
            Tag::A if self.is_note_mark(id) => Some(MarkKind::Superscript),
            Tag::A => media.link(self.dom, id).map(|href| MarkKind::Link { href }),
            Tag::B | Tag::Strong => Some(MarkKind::Strong),
            Tag::I | Tag::Em | Tag::Cite | Tag::Dfn | Tag::Var => Some(MarkKind::Emphasis),
            Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt => Some(MarkKind::Code),
            Tag::Sup => Some(MarkKind::Superscript),
            Tag::Sub => Some(MarkKind::Subscript),
            Tag::S | Tag::Strike | Tag::Del => Some(MarkKind::Strike),
            Tag::Formula => Some(MarkKind::Math { display: false }),
            Tag::DisplayFormula => Some(MarkKind::Math { display: true }),
            Tag::NoteMark => number_of(self.dom, id).map(|note| MarkKind::NoteReference { note }),
            Tag::Note => number_of(self.dom, id).map(|note| MarkKind::Note { note }),
            Tag::Ruby => Some(MarkKind::Ruby),
            Tag::Rt => Some(MarkKind::RubyText),
            Tag::Span | Tag::Font => match set {
                Set::Bold => Some(MarkKind::Strong),
                Set::Italic => Some(MarkKind::Emphasis),
                _ => None,
            },
            _ => None,
        };
        if matches!(kind, Some(MarkKind::Math { .. })) && self.text.ends_with_formula() {
            self.text.push(" ");
        }
        self.text.open(kind);
    }

    /// Returns whether an inline element in a caption is the credit.
    fn is_credit_part(&self, id: NodeId, tag: Tag) -> bool {
        let roles = self.survey.stats(id).roles;
        let in_caption = self.frames.last().is_some_and(|frame| frame.roles.has(Roles::CAPTION));
        let names_owner = roles.has(Roles::CREDIT) || roles.has(Roles::BYLINE);
        in_caption
            && (tag == Tag::Small
                || names_owner && !roles.has(Roles::CAPTION)
                || self.is_label_of_credit(id)
                || self.dom.first_child(id).is_some_and(|first| self.is_label_of_credit(first)))
    }

    /// Returns whether an element is the label of a credit: `<span>Credit</span><span>Ann Example</span>`.
    fn is_label_of_credit(&self, id: NodeId) -> bool {
        (1..=24).contains(&self.survey.stats(id).text)
            && self.dom.first_child(id).is_some_and(|first| self.dom.text(first).is_some_and(is_credit_label))
    }

    pub(super) fn close_inline(&mut self, id: NodeId, tag: Tag) {
        let is_label = self.credit && self.is_label_of_credit(id);
        if self.credit_parts.pop_if(|part| *part == id).is_some() && !is_label {
            self.flush();
            self.credit = false;
        }
        self.text.close();
        if is_label {
            // The text after the label belongs to it.
            self.text.push(" ");
        }
        match self.sets.pop() {
            Some(Set::Bold) => self.bold -= 1,
            Some(Set::Italic) => self.italic -= 1,
            Some(Set::Small) => self.small -= 1,
            Some(Set::Plain) | None => {}
        }
        if tag == Tag::A {
            self.link -= 1;
        }
        if self.imprint_parts.pop_if(|part| *part == id).is_some() {
            self.flush();
        }
        if self.is_role(id) {
            self.inline_role_depth -= 1;
        }
        if self.is_drop_cap(id) {
            self.text.join_next();
        }
    }

    /// Returns whether an element is a drop cap, the large first letter of a text.
    fn is_drop_cap(&self, id: NodeId) -> bool {
        let named = |id: NodeId| {
            self.dom.attr(id, Attr::Class).is_some_and(|class| {
                let class = class.to_ascii_lowercase();
                ["dropcap", "drop-cap", "drop_cap", "initial-letter", "first-letter"]
                    .iter()
                    .any(|name| class.contains(name))
            })
        };
        let text = self.survey.stats(id).text;
        // In a paragraph with such a name it is the separate first letter.
        let is_first = text <= 4 && self.weights.all == text;
        (1..=6).contains(&text) && (named(id) || is_first && self.dom.parent(id).is_some_and(named))
    }

    /// Returns whether a link is a reference to a note after a word, without superscript markup.
    fn is_note_mark(&self, id: NodeId) -> bool {
        (1..=5).contains(&self.survey.stats(id).text)
            && !self.text.is_empty()
            && self.dom.attr(id, Attr::Href).is_some_and(|href| href.starts_with('#'))
            && self.dom.parent(id).is_none_or(|parent| self.dom.tag(parent) != Tag::Sup)
            && self.dom.first_child(id).is_some_and(|child| {
                self.dom.text(child).is_some_and(|text| {
                    let number = text.trim().trim_start_matches('[').trim_end_matches(']');
                    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
                })
            })
    }

    /// Returns whether a link leads from a note back to its reference.
    pub(super) fn is_way_back(&self, id: NodeId) -> bool {
        (1..=12).contains(&self.survey.stats(id).text)
            && self.dom.attr(id, Attr::Href).is_some_and(|href| href.contains('#'))
            && self
                .dom
                .text_of(id)
                .trim_matches(['[', ']', '\u{fe0e}', '\u{fe0f}', ' '])
                .chars()
                .all(|c| "↩↵⏎⤴↑^".contains(c))
    }

    /// Returns the style of an inline element.
    fn set(&self, id: NodeId, tag: Tag) -> Set {
        match tag {
            Tag::B | Tag::Strong | Tag::U => Set::Bold,
            Tag::I | Tag::Em | Tag::Cite => Set::Italic,
            Tag::Small => Set::Small,
            Tag::Span | Tag::Font => match self.dom.attr(id, Attr::Style) {
                Some(style) => style_set(style),
                None => Set::Plain,
            },
            _ => Set::Plain,
        }
    }

    /// Returns whether an element directly follows another one in a caption, without text on either side:
    /// `<span>The bridge</span><em>Ann Oak</em>`.
    fn is_next_part_of_caption(&self, id: NodeId) -> bool {
        let dom = self.dom;
        let is_text = |id: NodeId| dom.text(id).is_some();
        !self.text.is_empty()
            && dom.parent(id).is_some_and(|outer| dom.tag(outer) == Tag::Figcaption)
            && dom.prev(id).is_some_and(|before| !is_text(before))
            && !dom.next(id).is_some_and(is_text)
    }

    /// Returns whether an element that is named for a date begins directly after a letter: `<span>By Ann
    /// Example</span><time>June 3, 2020</time>`.
    fn is_glued_date(&self, id: NodeId) -> bool {
        self.survey.stats(id).roles.has(Roles::DATE)
            && self.text.current().ends_with(|c: char| c.is_ascii_alphanumeric())
            && self.dom.text_of(id).starts_with(|c: char| c.is_ascii_alphanumeric())
    }

    /// Returns whether an inline element is one of several adjacent ones with author, sections or dates.
    fn is_imprint_part(&self, id: NodeId) -> bool {
        let (frame, own) = (self.frames.last().map_or(Roles::NONE, |frame| frame.roles), self.survey.stats(id).roles);
        let is_new = |role: Roles| own.has(role) && !(self.inline_role_depth > 0 && self.inline_roles.has(role));
        frame.has(Roles::IMPRINT)
            && !frame.has(Roles::BYLINE)
            && !frame.has(Roles::DATE)
            && self.is_role(id)
            && (is_new(Roles::BYLINE) || is_new(Roles::DATE) || is_new(Roles::META))
    }
}

/// Returns the number of a note or of a reference.
fn number_of(dom: &Dom, id: NodeId) -> Option<u32> {
    dom.attr(id, Attr::Note)?.parse().ok()
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::draft) enum Set {
    Plain,
    Bold,
    Italic,
    Small,
}

pub(super) fn style_set(style: &str) -> Set {
    let value = |name: &str| {
        let (_, rest) = style.get(memmem::find(style.as_bytes(), name.as_bytes())?..)?.split_at_checked(name.len())?;
        rest.trim_start().strip_prefix(':').map(str::trim_start)
    };
    if let Some(weight) = value("font-weight")
        && (weight.starts_with("bold") || ["600", "700", "800", "900"].iter().any(|bold| weight.starts_with(bold)))
    {
        return Set::Bold;
    }
    if value("font-style").is_some_and(|set| set.starts_with("italic")) {
        return Set::Italic;
    }
    let grey = value("color").is_some_and(|color| {
        ["#888", "#999", "#aaa", "#bbb", "#777", "#808080", "gray", "grey", "#666"]
            .iter()
            .any(|grey| color.starts_with(grey))
    });
    let small = value("font-size").is_some_and(|size| {
        let number: String = size.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let unit = size.get(number.len()..).unwrap_or_default();
        size.starts_with("small")
            || size.starts_with("x-small")
            || size.starts_with("xx-small")
            || number.parse::<f32>().is_ok_and(|number| {
                unit.starts_with("px") && number <= 13.0
                    || unit.starts_with("pt") && number <= 9.5
                    || unit.starts_with("em") && number < 0.95
                    || unit.starts_with('%') && number < 95.0
            })
    });
    if grey || small { Set::Small } else { Set::Plain }
}
