//! The shape of a line, and the targets of its links.

use super::Context;
use crate::article::WebUrl;
use crate::dom::{Dom, NodeId};
use crate::draft::{Container, Draft, Fate, Item, Line};
use crate::links::leads;
use crate::words::Finder;

/// The maximal length in bytes of a line of controls.
const SHORT: usize = 150;
/// The number of siblings of a line that are examined.
const FIRST: usize = 16;

impl Context<'_> {
    pub(super) fn is_other_article(&self, url: &WebUrl) -> bool {
        self.host.is_some_and(|host| leads::is_article_of(url, host)) && !self.is_page(url)
    }

    /// Returns whether an address is that of the post.
    pub(super) fn is_page(&self, url: &WebUrl) -> bool {
        self.page.is_some_and(|page| leads::is_same_page(url.as_str(), page))
    }

    /// Returns whether a line is only a link to another page of the same host.
    pub(super) fn is_own_link(&self, line: &Line) -> bool {
        line.weights.is_link() && line.text.links().next().is_some_and(|(_, url)| self.is_own(url))
    }

    pub(super) fn is_own(&self, url: &WebUrl) -> bool {
        self.host.is_some_and(|host| leads::is_on(url.as_str(), host))
    }

    /// Returns whether a line is only a link to a section of the same host: `/europe`.
    pub(super) fn is_section_link(&self, line: &Line) -> bool {
        self.is_own_link(line)
            && line.text.links().next().is_some_and(|(words, url)| {
                let path = url.as_str().splitn(4, '/').nth(3).unwrap_or_default().trim_end_matches('/');
                words != url.as_str()
                    && !path.is_empty()
                    && path.matches('/').count() <= 1
                    && !path.contains(|c: char| c.is_ascii_digit() || c == '?')
            })
    }

    /// Returns whether a line names the article itself, with a link to it and one to the site: `The post “…” was first
    /// published on …`.
    pub(super) fn names_itself(&self, line: &Line) -> bool {
        let (Some(page), Some(title)) = (self.page, self.title) else { return false };
        let mut links = line.text.links();
        line.text.as_str().len() <= LONG
            && links.any(|(words, url)| {
                leads::is_same_page(url.as_str(), page) && words.trim().eq_ignore_ascii_case(title.trim())
            })
            && links.next().is_some_and(|(_, url)| self.is_own(url))
    }

    /// Returns whether a line is a link in an element that only contains such links.
    pub(super) fn is_boxed_link(&self, draft: &Draft, at: usize, line: &Line) -> bool {
        if !self.is_own_link(line) || !links_all(line, |url| !self.is_page(url)) {
            return false;
        }
        let is_other = |&line: &&Line| !self.is_own_link(line);
        let before = || {
            let items = draft.items.get(..at)?.iter().rev().take(LIST);
            let lines = items.filter_map(|item| match item {
                Item::Line(line) if matches!(line.fate, Fate::Body | Fate::Heading(_)) => Some(line),
                _ => None,
            });
            lines.into_iter().find(|line| is_other(line))
        };
        let behind = || draft.body_behind(at).take(LIST).find(is_other);
        let outer = self.dom.ancestors(line.block).skip(1).take(2);
        let (Some(before), Some(behind)) = (before(), behind()) else { return false };
        outer.into_iter().any(|outer| {
            outer != self.dom.root()
                && !self.dom.is_inside(before.block, outer)
                && !self.dom.is_inside(behind.block, outer)
        })
    }
}

/// The maximal length in bytes of a line that names the article.
const LONG: usize = 450;
/// The number of items that are searched for the boundary of a list of links.
pub(super) const LIST: usize = 24;

/// Returns whether a line has links, and a predicate holds for each.
pub(super) fn links_all(line: &Line, holds: impl Fn(&WebUrl) -> bool) -> bool {
    let mut links = line.text.links().map(|(_, url)| url).peekable();
    links.peek().is_some() && links.all(holds)
}

/// Returns whether a line consists of words of a menu: of `Share | Print | Contact us` at least two, of `Share Print`
/// all.
pub(super) fn is_menu(text: &str, finder: &Finder, is_heading: bool) -> bool {
    let is_words =
        !is_heading && text.len() <= 60 && text.contains(' ') && text.split(' ').all(|word| finder.read(word).whole);
    is_words
        || text.len() <= SHORT
            && text.matches(['|', '｜']).count() >= 2 + usize::from(is_heading)
            && text.split(['|', '｜']).filter(|part| finder.read(part).whole).count() >= 2
}

/// Returns whether a short line has an email address.
pub(super) fn names_mailbox(text: &str) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    text.len() <= SHORT
        && memchr::memchr(b'@', text.as_bytes()).is_some()
        && text.split_once('@').is_some_and(|(name, host)| {
            let host =
                host.split(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').next().unwrap_or_default();
            letter(name.as_bytes().last()) && host.trim_end_matches('.').contains('.')
        })
}

/// Returns whether a line is a link with a label before it: `The letter before this: …`.
pub(super) fn is_labelled(line: &Line) -> bool {
    line.text.links().next().is_some_and(|(words, _)| {
        line.text
            .as_str()
            .strip_suffix(words)
            .is_some_and(|label| label.len() <= 30 && label.trim_end().ends_with([':', '：']))
    })
}

/// Returns whether a line begins or ends with an arrow or a similar character.
pub(super) fn is_pointed(text: &str) -> bool {
    text.starts_with(['►', '▶', '▸', '»', '→', '👉', '☞', '>', '＞', '≫', '★', '🔗'])
        || text.ends_with(['»', '→', '>', '＞', '≫'])
}

/// Returns whether a text is a name followed by an arrow: `Opinion >`.
pub(super) fn leads_on(text: &str) -> bool {
    text.strip_suffix(['>', '＞', '»', '›'])
        .is_some_and(|name| name.trim_end().ends_with(char::is_alphabetic) && !name.contains('<'))
}

/// Returns whether a line only consists of links without a target, which run a script.
pub(super) fn is_dead_link(line: &Line) -> bool {
    line.weights.is_link() && line.text.links().next().is_none() && line.text.as_str().contains(char::is_alphabetic)
}

/// Returns whether a line is all that remains in an element of its own: the text below it was removed.
pub(super) fn is_left_alone(dom: &Dom, line: &Line) -> bool {
    let is_blank = |id: NodeId| dom.text(id).is_some_and(|text| text.trim().is_empty());
    let has_beside = |next: fn(&Dom, NodeId) -> Option<NodeId>| {
        std::iter::successors(next(dom, line.block), |&id| next(dom, id)).take(FIRST).any(|id| !is_blank(id))
    };
    dom.parent(line.block).is_some_and(|outer| outer != dom.root())
        && !has_beside(|dom, id| dom.next(id))
        && !has_beside(|dom, id| dom.prev(id))
}

/// Returns whether a line is only the link to a video, which is how an article without frames shows it.
pub(super) fn is_film(line: &Line) -> bool {
    line.weights.is_link()
        && line.text.links().next().is_some_and(|(words, url)| {
            words == url.as_str()
                && ["www.youtube.com/watch?", "vimeo.com/", "www.bilibili.com/video/"]
                    .iter()
                    .any(|page| url.as_str().strip_prefix("https://").is_some_and(|url| url.starts_with(page)))
        })
}

pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '」', '"', '』', '）', ')']);
    text.ends_with(['。', '！', '？', '!', '?', '；']) || text.ends_with('.') && !text.ends_with("...")
}

/// Returns whether a heading is above text without links.
pub(super) fn titles_prose(draft: &Draft, at: usize, line: &Line) -> bool {
    let is_title = line.level.is_some() || line.weights.is_bold() && !ends_sentence(line.text.as_str());
    if !is_title || line.weights.is_mostly_link() {
        return false;
    }
    draft.body_behind(at).next().is_some_and(|next| {
        next.preformatted
            || next.level.is_none()
                && !next.weights.is_mostly_link()
                && next.text.as_str().len() >= 45
                && (ends_sentence(next.text.as_str()) || next.text.as_str().ends_with([':', '：']))
    })
}

pub(super) fn is_bracketed(text: &str) -> bool {
    text.starts_with(['（', '(', '【', '[', '［']) && text.ends_with(['）', ')', '】', ']', '］'])
        || text.starts_with('*') && !text.starts_with("**")
        || text.len() > 6 && text.starts_with('★') && text.ends_with('★')
}

/// Returns whether a list item is a link to a fragment of the same page.
pub(super) fn is_contents_entry(line: &Line) -> bool {
    matches!(line.container, Some(Container::ListItem { .. }))
        && line.weights.is_link()
        && line.text.links().next().is_none()
}

/// Returns the number at the start of a line: `4. `, `（三）`, `二、`.
pub(super) fn ordinal(text: &str) -> Option<u32> {
    let text = text.trim_start_matches(['*', '(', '（', '第']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let rest = text.get(digits..)?;
        return rest.starts_with(['.', '、', '．', ')', '）', ' ']).then(|| text.get(..digits)?.parse().ok()).flatten();
    }
    let mut number = 0;
    let mut rest = text.chars();
    let next = loop {
        let next = rest.next()?;
        let value = match next {
            '一' | '壹' => 1,
            '二' | '贰' | '貳' => 2,
            '三' | '叁' | '參' => 3,
            '四' | '肆' => 4,
            '五' | '伍' => 5,
            '六' | '陆' | '陸' => 6,
            '七' | '柒' => 7,
            '八' | '捌' => 8,
            '九' | '玖' => 9,
            '十' | '拾' => 10,
            _ => break next,
        };
        // `十二`, `二十`, `二十三`
        number = match (number, value) {
            (0, value) => value,
            (tens, 10) => u32::saturating_mul(tens, 10),
            (tens, value) => tens.saturating_add(value),
        };
    };
    (number > 0 && number < 100 && matches!(next, '、' | '.' | '．' | ')' | '）' | '，')).then_some(number)
}
