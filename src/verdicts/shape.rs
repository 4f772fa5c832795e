//! What a line says of itself, and where its links lead.

use super::Context;
use crate::article::WebUrl;
use crate::dom::{Dom, NodeId};
use crate::draft::{Container, Draft, Fate, Item, Line};
use crate::links::leads;
use crate::words::Finder;

/// Bytes of a line of controls.
const SHORT: usize = 150;
/// Nodes beside a line that are looked at.
const FIRST: usize = 16;

impl Context<'_> {
    pub(super) fn is_other_article(&self, url: &WebUrl) -> bool {
        self.host.is_some_and(|host| leads::is_article_of(url, host)) && !self.is_page(url)
    }

    /// Whether an address is the post's own.
    pub(super) fn is_page(&self, url: &WebUrl) -> bool {
        self.page.is_some_and(|page| leads::is_same_page(url.as_str(), page))
    }

    /// Whether a line is nothing but a link to another page of the same host.
    pub(super) fn is_own_link(&self, line: &Line) -> bool {
        line.weights.is_link() && line.text.links().next().is_some_and(|(_, url)| self.is_own(url))
    }

    pub(super) fn is_own(&self, url: &WebUrl) -> bool {
        self.host.is_some_and(|host| leads::is_on(url.as_str(), host))
    }

    /// Whether a line is nothing but a link to a part of the same host: `/europe`.
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

    /// `The post “…” was first published on …`: whether a line names the article itself, with a link to it and one to the
    /// site.
    pub(super) fn names_itself(&self, line: &Line) -> bool {
        let (Some(page), Some(title)) = (self.page, self.title) else { return false };
        let mut links = line.text.links();
        line.text.as_str().len() <= LONG
            && links.any(|(words, url)| {
                leads::is_same_page(url.as_str(), page) && words.trim().eq_ignore_ascii_case(title.trim())
            })
            && links.next().is_some_and(|(_, url)| self.is_own(url))
    }

    /// Whether a line is a link of its own in an element that holds nothing but such links.
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

/// Bytes of a line that names itself.
const LONG: usize = 450;
/// Items that are looked at for the border of a list of links.
pub(super) const LIST: usize = 24;

/// Whether a line has links, and what holds of each.
pub(super) fn links_all(line: &Line, holds: impl Fn(&WebUrl) -> bool) -> bool {
    let mut links = line.text.links().map(|(_, url)| url).peekable();
    links.peek().is_some() && links.all(holds)
}

/// `Share | Print | Contact us`: words of which at least two are the page's. `Share Print`: none that is not.
pub(super) fn is_menu(text: &str, finder: &Finder, is_heading: bool) -> bool {
    let is_words =
        !is_heading && text.len() <= 60 && text.contains(' ') && text.split(' ').all(|word| finder.read(word).whole);
    is_words
        || text.len() <= SHORT
            && text.matches(['|', '｜']).count() >= 2 + usize::from(is_heading)
            && text.split(['|', '｜']).filter(|part| finder.read(part).whole).count() >= 2
}

/// Whether a short line names a mailbox.
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

/// Whether a line is a link with a word before it that says what it is: `The letter before this: …`.
pub(super) fn is_labelled(line: &Line) -> bool {
    line.text.links().next().is_some_and(|(words, _)| {
        line.text
            .as_str()
            .strip_suffix(words)
            .is_some_and(|label| label.len() <= 30 && label.trim_end().ends_with([':', '：']))
    })
}

/// Whether a line begins or ends with a sign that points to something else.
pub(super) fn is_pointed(text: &str) -> bool {
    text.starts_with(['►', '▶', '▸', '»', '→', '👉', '☞', '>', '＞', '≫', '★', '🔗'])
        || text.ends_with(['»', '→', '>', '＞', '≫'])
}

/// `Opinion >`: a name with an arrow behind it.
pub(super) fn leads_on(text: &str) -> bool {
    text.strip_suffix(['>', '＞', '»', '›'])
        .is_some_and(|name| name.trim_end().ends_with(char::is_alphabetic) && !name.contains('<'))
}

/// Whether a line is nothing but links that lead nowhere: what a page does when it is clicked.
pub(super) fn is_dead_link(line: &Line) -> bool {
    line.weights.is_link() && line.text.links().next().is_none() && line.text.as_str().contains(char::is_alphabetic)
}

/// Whether a line is all that is left in an element of its own: what it headed went.
pub(super) fn is_left_alone(dom: &Dom, line: &Line) -> bool {
    let is_blank = |id: NodeId| dom.text(id).is_some_and(|text| text.trim().is_empty());
    let has_beside = |next: fn(&Dom, NodeId) -> Option<NodeId>| {
        std::iter::successors(next(dom, line.block), |&id| next(dom, id)).take(FIRST).any(|id| !is_blank(id))
    };
    dom.parent(line.block).is_some_and(|outer| outer != dom.root())
        && !has_beside(|dom, id| dom.next(id))
        && !has_beside(|dom, id| dom.prev(id))
}

/// Whether at least two lines that are links, and nothing else, stand between a place and the next heading.
pub(super) fn heads_links(draft: &Draft, at: usize) -> bool {
    let links = draft.body_behind(at).take_while(|line| line.level.is_none() && line.weights.is_mostly_link()).count();
    links >= 2 && draft.body_behind(at).nth(links).is_none_or(|line| line.level.is_some())
}

/// Whether a line is nothing but the link to a film, which is how an article without frames shows it.
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

/// Whether a heading stands over a text that is no link.
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

/// Whether an entry of a list is a link to nothing that an article can be about: a place of the same page.
pub(super) fn is_contents_entry(line: &Line) -> bool {
    matches!(line.container, Some(Container::ListItem { .. }))
        && line.weights.is_link()
        && line.text.links().next().is_none()
}

/// The number at the head of a line: `4. `, `（三）`, `二、`.
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
            '一' => 1,
            '二' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            '十' => 10,
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
