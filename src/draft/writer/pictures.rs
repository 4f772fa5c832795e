//! Pictures: between lines, or inside the sentence that goes on behind them.

use super::Writer;
use crate::dom::{NodeId, Step};
use crate::draft::{Item, Media, Picture, Seen};

/// Nodes between an image and the sentence that goes on behind it.
const MOST_BETWEEN: usize = 8;

impl Writer<'_> {
    pub(super) fn picture(&mut self, id: NodeId, media: &mut Media<'_>) {
        match media.picture(self.dom, id) {
            Seen::Picture(image) => {
                let (block, centered) =
                    self.frames.last().map_or((self.dom.root(), false), |frame| (frame.id, frame.centered));
                let mut picture = Picture::new(id, block, centered, image);
                if let Some(first) = self.sentence_behind(id) {
                    self.amid.push(picture);
                    if first.is_alphanumeric() {
                        self.text.push(" ");
                    }
                    return;
                }
                self.flush();
                if let Some(Item::Picture(before)) = self.draft.items.last_mut() {
                    if before.image.src == picture.image.src || picture.is_preview_of(before) {
                        media.remove_twin(picture.image.src.as_str());
                        picture.removed = true;
                    } else if before.is_preview_of(&picture) && !before.removed {
                        media.remove_twin(before.image.src.as_str());
                        before.removed = true;
                    }
                }
                self.draft.items.push(Item::Picture(picture));
                self.draft.leaves.push(id);
                self.first_leaf = self.draft.leaves.len();
            }
            Seen::Character(text) => {
                if std::mem::take(&mut self.break_pending) {
                    self.text.line_break();
                }
                self.weights.all += text.len() as u32;
                self.text.push(&text);
            }
            Seen::Nothing => {}
        }
    }

    /// How a sentence that began before an image goes on behind it, if it does.
    fn sentence_behind(&self, id: NodeId) -> Option<char> {
        if self.preformatted > 0 || self.break_pending || self.text.is_empty() {
            return None;
        }
        let before = self.text.current().trim_end().chars().next_back();
        if !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ':' | ',' | ';' | '(' | '=' | '，' | '、' | '（'))
        {
            return None;
        }
        // The sentence goes on right behind it, at most a few ends of inline elements further.
        let mut step = Step::Leave(id);
        for _ in 0..MOST_BETWEEN {
            step = self.dom.step(step);
            let (Step::Enter(near) | Step::Leave(near)) = step;
            match self.dom.text(near).map(str::trim_start) {
                Some("") => {}
                Some(text) => return text.chars().next().filter(|&first| goes_on(first)),
                None if self.dom.is_inline(near) => {}
                None => return None,
            }
        }
        None
    }
}

/// Whether a text that begins so goes on with what was said before.
fn goes_on(first: char) -> bool {
    first.is_lowercase() || matches!(first, ',' | '.' | ';' | ':' | ')' | '?' | '!' | '，' | '。' | '、' | '；' | '）')
}
