//! Limits the cost of parsing, around an unchanged html5ever.
//!
//! The tree builder walks its stack of open elements and its list of formatting elements for many tags, so both must
//! stay short. The tokenizer compares every attribute with all preceding ones of the tag, so a tag must stay short too.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{Tracer, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{LocalName, QualName, TokenizerResult, local_name, ns};

use super::plain::{Attribute, Attributes, Tokens, Value};
use super::sink::{Handle, Sink};
use super::{Dom, closed, nested, plain};
use crate::article::Warning;
use crate::error::guarded;
use crate::{Error, Limits, Result};

/// The number of bytes that are passed to the tokenizer at once. The guard can stop between two pieces.
const PIECE: usize = 16 << 10;
/// The maximal number of characters that can separate attributes, in pieces that end no tag, text or comment.
const MAX_SEPARATORS: usize = 20_000;
/// The number of start tags between two counts of the open elements.
const TAGS_PER_COUNT: u32 = 16;
/// The number of start tags before the first count, which cannot exceed a limit.
const UNCOUNTED_TAGS: u32 = 64;

/// The HTML of a body, with line breaks normalized as in the standard.
pub(crate) struct Source<'a> {
    html: &'a str,
    /// The number of bytes of the input that it was made of.
    input: usize,
    text: Cow<'a, str>,
    /// Whether it has no characters that the tokenizer replaces.
    is_normal: bool,
    /// The range of text that no tree keeps: of an unclosed script.
    swallowed: Range<usize>,
}

impl<'a> Source<'a> {
    /// Normalizes HTML.
    pub(crate) fn of(html: &'a str, limits: &Limits) -> Result<Self> {
        limits.check_input(html.len())?;
        let (text, is_normal) = plain::normalized(html);
        Ok(Source { html, input: html.len(), text, is_normal, swallowed: 0..0 })
    }

    /// Normalizes HTML and ends self-closing elements.
    pub(crate) fn meant(html: &'a str, limits: &Limits) -> Result<Self> {
        limits.check_input(html.len())?;
        let (ended, swallowed) = closed::ended(html);
        let (text, is_normal) = match &ended {
            Cow::Borrowed(html) => plain::normalized(html),
            Cow::Owned(ended) => {
                let (text, is_normal) = plain::normalized(ended);
                (Cow::Owned(text.into_owned()), is_normal)
            }
        };
        Ok(Source { html, input: html.len(), text, is_normal, swallowed })
    }

    /// Returns HTML that was made of an input of this many bytes, by which its nodes and its output are limited.
    pub(crate) fn made_of(mut self, input: usize) -> Self {
        self.input = input;
        self
    }

    /// Returns the original HTML.
    pub(crate) fn html(&self) -> &'a str {
        self.html
    }

    /// Returns the text that no tree keeps: of an unclosed script, to the end of the source.
    pub(crate) fn swallowed(&self) -> Option<&'a str> {
        self.html.get(self.swallowed.clone()).filter(|text| !text.trim().is_empty())
    }
}

/// Parses the HTML of a body as browsers do with scripting off. The tree reuses the memory of an empty one.
pub(crate) fn parse<'s>(
    source: &'s Source<'_>,
    memory: Dom<'static>,
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<Dom<'s>> {
    let Source { input, text, is_normal, .. } = source;
    let nested = match is_normal {
        true => nested::read(memory, text, limits.nodes_of(*input), limits),
        false => Err(memory),
    };
    let mut dom = match nested {
        Ok(dom) => dom,
        Err(memory) => guarded(|| read(memory, text, *input, limits, warnings, *is_normal))??,
    };
    dom.source_len = *input;
    dom.shrink_to_fit();
    Ok(dom)
}

/// Parses by html5ever's tokenizer alone, for comparison.
pub(crate) fn parse_by_tokenizer(html: &str, limits: &Limits, warnings: &mut Vec<Warning>) -> Result<Dom<'static>> {
    limits.check_input(html.len())?;
    read(Dom::default(), html, html.len(), limits, warnings, false)
}

fn read(
    memory: Dom<'static>,
    html: &str,
    source_len: usize,
    limits: &Limits,
    warnings: &mut Vec<Warning>,
    reads_plain: bool,
) -> Result<Dom<'static>> {
    let node_limit = limits.nodes_of(source_len);
    let sink = Sink::new(Dom::of_texts(html.len(), memory), limits, node_limit);
    let context =
        sink.create_element(QualName::new(None, ns!(html), local_name!("div")), Vec::new(), Default::default());
    let options = TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..Default::default() };
    let builder = TreeBuilder::new_for_fragment(sink, context, None, options);
    // The tokenizer would look for a byte order mark at the start of every piece.
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    let options = TokenizerOpts { discard_bom: false, ..Default::default() };
    let tokenizer = Tokenizer::new(Guard::new(builder, limits.open_elements), options);
    let input = BufferQueue::default();
    let source = StrTendril::from_slice(html);
    let mut silent_separators = 0;
    // Whether the unfinished token has no attributes, so that no length makes it slow.
    let mut in_comment = false;
    let mut at = 0;
    tokenizer.sink.between_tokens.set(true);
    while at < html.len() {
        let began_between_tokens = tokenizer.sink.between_tokens.get();
        if reads_plain && began_between_tokens {
            at = plain::read(html, at, &mut Interned { guard: &tokenizer.sink, source: &source });
        }
        let piece = piece(html, at);
        tokenizer.sink.tokens.set(0);
        tokenizer.sink.between_tokens.set(false);
        input.push_back(source.subtendril(piece.start as u32, piece.len() as u32));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        at = piece.end;
        if tokenizer.sink.is_exhausted() {
            return Err(Error::LimitExceeded { what: "nodes", found: node_limit + 1, limit: node_limit });
        }
        let source = html.get(piece).unwrap_or_default();
        let is_silent = tokenizer.sink.tokens.get() == 0;
        if began_between_tokens {
            in_comment = !tokenizer.sink.between_tokens.get() && begins_comment(source);
        } else {
            in_comment &= is_silent;
        }
        if !is_silent || in_comment {
            silent_separators = 0;
        } else {
            let separators = source.bytes().filter(|byte| is_separator(*byte)).count();
            silent_separators += separators;
            if silent_separators > MAX_SEPARATORS {
                return Err(Error::LimitExceeded {
                    what: "attributes",
                    found: silent_separators,
                    limit: MAX_SEPARATORS,
                });
            }
        }
    }
    tokenizer.end();
    let Guard { builder, dropped, start_tags, .. } = tokenizer.sink;
    let built = builder.sink.finish();
    let mut dom = built.dom;
    let mut flattened = dropped.get();
    if start_tags.get() as usize >= limits.depth {
        flattened += dom.flatten(limits.depth);
    }
    if flattened > 0 {
        warnings.push(Warning::Flattened { elements: flattened });
    }
    if built.attributes_dropped > 0 {
        warnings.push(Warning::AttributesDropped { attributes: built.attributes_dropped });
    }
    Ok(dom)
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xc | b'/' | b'"' | b'\'')
}

/// Returns the next piece for the tokenizer: about [`PIECE`] bytes up to a character boundary, and up to the first `>`,
/// where a tag or comment may end and the plain reader may continue.
fn piece(html: &str, start: usize) -> Range<usize> {
    let mut end = (start + PIECE).min(html.len());
    while !html.is_char_boundary(end) {
        end += 1;
    }
    let tag_end = html.as_bytes().get(start..end).and_then(|bytes| memchr::memchr(b'>', bytes));
    start..tag_end.map_or(end, |at| start + at + 1)
}

/// Returns whether the first markup in a text without `>` is a comment, or is parsed as one.
fn begins_comment(text: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes())
        .find_map(|at| match text.as_bytes().get(at + 1..)? {
            [b'!' | b'?', ..] => Some(true),
            [b'/', next, ..] => Some(!next.is_ascii_alphabetic()),
            [next, ..] if next.is_ascii_alphabetic() => Some(false),
            _ => None,
        })
        .unwrap_or(false)
}

/// Drops start tags between tokenizer and tree builder while too many elements are open.
pub(super) struct Guard {
    builder: TreeBuilder<Handle, Sink>,
    max_open: usize,
    start_tags: Cell<u32>,
    until_count: Cell<u32>,
    saturated: Cell<bool>,
    /// Whether the tree builder has read a tag since the last count.
    has_changed: Cell<bool>,
    dropped: Cell<usize>,
    tokens: Cell<u32>,
    /// Whether the last complete token is a tag or comment.
    between_tokens: Cell<bool>,
}

impl Guard {
    fn new(builder: TreeBuilder<Handle, Sink>, max_open: usize) -> Self {
        Guard {
            builder,
            max_open,
            start_tags: Cell::new(0),
            until_count: Cell::new(UNCOUNTED_TAGS.min(max_open as u32 / 4)),
            saturated: Cell::new(false),
            has_changed: Cell::new(false),
            dropped: Cell::new(0),
            tokens: Cell::new(0),
            between_tokens: Cell::new(false),
        }
    }

    /// Returns whether the node limit is exceeded; then no more nodes are made.
    pub(super) fn is_exhausted(&self) -> bool {
        self.builder.sink.is_exhausted()
    }

    fn hand_on(&self, token: Token) -> Option<()> {
        // The answer of the tree builder only matters for elements that are left to the tokenizer.
        let _ = self.process_token(token, 1);
        (!self.is_exhausted()).then_some(())
    }

    fn tag(&self, kind: TagKind, name: &str, attrs: Vec<html5ever::Attribute>, self_closing: bool) -> Option<()> {
        let name = LocalName::from(name);
        self.hand_on(Token::TagToken(Tag { kind, name, self_closing, attrs, had_duplicate_attributes: false }))
    }

    fn count(&self) {
        let counter = Counter(Cell::new(0));
        self.builder.trace_handles(&counter);
        self.saturated.set(counter.0.get() > self.max_open);
        self.until_count.set(if self.saturated.get() { 0 } else { TAGS_PER_COUNT });
        self.has_changed.set(false);
    }

    /// Returns whether too many elements are open for another one.
    fn is_full(&self) -> bool {
        match self.until_count.get().checked_sub(1) {
            Some(left) => self.until_count.set(left),
            // As long as start tags are dropped, only a tag that is not can close an element.
            None if self.saturated.get() && !self.has_changed.get() => {}
            None => self.count(),
        }
        self.saturated.get()
    }
}

struct Counter(Cell<usize>);

impl Tracer for Counter {
    type Handle = Handle;

    fn trace_handle(&self, _node: &Handle) {
        self.0.set(self.0.get() + 1);
    }
}

/// Passes tokens of the plain reader to the guard.
struct Interned<'a> {
    guard: &'a Guard,
    source: &'a StrTendril,
}

impl Interned<'_> {
    fn part(&self, part: Range<usize>) -> StrTendril {
        self.source.subtendril(part.start as u32, part.len() as u32)
    }
}

impl Tokens for Interned<'_> {
    const READS_RAW_TEXT: bool = false;

    fn keeps_all_attributes(element: &str) -> bool {
        needs_all_attributes(element)
    }

    fn text(&mut self, part: Range<usize>) -> Option<()> {
        self.guard.hand_on(Token::CharacterTokens(self.part(part)))
    }

    fn character(&mut self, c: char) -> Option<()> {
        self.guard.hand_on(Token::CharacterTokens(StrTendril::from_char(c)))
    }

    fn start_tag(
        &mut self,
        name: &str,
        _tag: super::Tag,
        attributes: &mut Attributes<'_>,
        self_closing: bool,
    ) -> Option<()> {
        let attrs = attributes.list.drain(..).map(|Attribute { name, value, .. }| html5ever::Attribute {
            name: QualName::new(None, ns!(), LocalName::from(&*name)),
            value: match value {
                Value::Part(part) => self.part(part),
                Value::Decoded(value) => StrTendril::from(attributes.decoded.get(value).unwrap_or_default()),
            },
        });
        self.guard.tag(TagKind::StartTag, name, attrs.collect(), self_closing)
    }

    fn end_tag(&mut self, name: &str, _tag: super::Tag) -> Option<()> {
        self.guard.tag(TagKind::EndTag, name, Vec::new(), false)
    }

    fn comment(&mut self) -> Option<()> {
        self.guard.hand_on(Token::CommentToken(StrTendril::new()))
    }
}

/// Returns whether the tree builder compares an element by its attributes (only one `<a>` can be open), or reads its
/// attributes.
fn needs_all_attributes(name: &str) -> bool {
    matches!(
        name,
        "b" | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
            | "annotation-xml"
    )
}

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Handle> {
        // Errors in an unfinished tag are reported while it is read; they do not end it.
        if matches!(token, Token::ParseError(_)) {
            return self.builder.process_token(token, line_number);
        }
        self.tokens.set(self.tokens.get().saturating_add(1));
        if self.is_exhausted() {
            return TokenSinkResult::Continue;
        }
        let ends_markup = matches!(token, Token::TagToken(_) | Token::CommentToken(_) | Token::DoctypeToken(_));
        self.between_tokens.set(ends_markup);
        if let Token::TagToken(tag) = &token {
            if tag.kind == TagKind::StartTag {
                self.start_tags.set(self.start_tags.get().saturating_add(1));
                if self.is_full() && !is_raw_text(&tag.name) {
                    self.dropped.set(self.dropped.get() + 1);
                    return TokenSinkResult::Continue;
                }
            }
            self.has_changed.set(true);
        }
        let result = self.builder.process_token(token, line_number);
        if matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext) {
            self.between_tokens.set(false);
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Returns whether an element contains no elements, so that its start tag adds nothing to the stack for long; without
/// the start tag, its text would be displayed.
fn is_raw_text(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("xmp")
            | local_name!("title")
            | local_name!("textarea")
            | local_name!("img")
            | local_name!("br")
    )
}
