//! Alternatives to the crate, called as their documentation recommends.

use std::cell::Cell;
use std::convert::Infallible;

use feedscrub_bench::rounds::Subject;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::{ParseOpts, QualName, local_name, ns};
use lol_html::{HtmlRewriter, Settings, element, text};
use markup5ever_rcdom::RcDom;

pub(crate) const AMMONIA: &str = "ammonia";
pub(crate) const LEGIBLE: &str = "legible";
pub(crate) const DOM_SMOOTHIE: &str = "dom_smoothie";
pub(crate) const TRAFILATURA: &str = "trafilatura (crate)";

/// The number of bytes or nodes that each gives back stands for its result; an article that is none counts 0.
pub(crate) fn subjects<'a>(bodies: &'a [&'a str]) -> Vec<Subject<'a>> {
    vec![
        Subject::new("html5ever's tokenizer alone", |post| tokens(bodies[post])),
        Subject::new("html5ever into markup5ever_rcdom", |post| rcdom(bodies[post])),
        Subject::new(AMMONIA, |post| ammonia::clean(bodies[post]).len()),
        Subject::new("lol_html, elements and text", |post| rewritten(bodies[post], true)),
        Subject::new("lol_html, text", |post| rewritten(bodies[post], false)),
        Subject::new("scraper, parse", |post| scraper::Html::parse_fragment(bodies[post]).tree.nodes().len()),
        Subject::new("htmd", |post| htmd::convert(bodies[post]).map_or(0, |markdown| markdown.len())),
        Subject::new("html2text", |post| {
            html2text::from_read(bodies[post].as_bytes(), 80).map_or(0, |text| text.len())
        }),
    ]
}

/// Those that choose the main content of a page.
pub(crate) fn choosers<'a>(pages: &'a [&'a str]) -> Vec<Subject<'a>> {
    vec![
        Subject::new(LEGIBLE, |page| legible::parse(pages[page], None, None).map_or(0, |found| found.content.len())),
        Subject::new(DOM_SMOOTHIE, |page| {
            dom_smoothie::Readability::new(pages[page], None, None)
                .and_then(|mut readability| readability.parse())
                .map_or(0, |found| found.content.len())
        }),
        Subject::new(TRAFILATURA, |page| {
            trafilatura::extract(pages[page], &trafilatura::Options::default())
                .map_or(0, |found| found.content_text.len())
        }),
    ]
}

#[derive(Default)]
struct Counter(Cell<usize>);

impl TokenSink for Counter {
    type Handle = Infallible;

    fn process_token(&self, _token: Token, _line: u64) -> TokenSinkResult<Infallible> {
        self.0.set(self.0.get() + 1);
        TokenSinkResult::Continue
    }
}

fn tokens(html: &str) -> usize {
    let tokenizer = Tokenizer::new(Counter::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.get()
}

fn rcdom(html: &str) -> usize {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let parser = html5ever::parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false);
    parser.one(html).document.children.borrow().len()
}

fn rewritten(html: &str, elements: bool) -> usize {
    let bytes = Cell::new(0);
    let mut settings = Settings::new();
    if elements {
        settings = settings.append_element_content_handler(element!("*", |element| {
            bytes.set(bytes.get() + element.tag_name().len());
            Ok(())
        }));
    }
    settings = settings.append_element_content_handler(text!("*", |text| {
        bytes.set(bytes.get() + text.as_str().len());
        Ok(())
    }));
    let mut rewriter = HtmlRewriter::new(settings, |output: &[u8]| bytes.set(bytes.get() + output.len()));
    let written = rewriter.write(html.as_bytes()).and_then(|()| rewriter.end());
    written.map_or(0, |()| bytes.get())
}
