//! Makes lists from their items.

use super::flatten;
use crate::article::{Block, List, MarkKind, Text};

/// Adds an item to its list, unless it is empty.
pub(super) fn item(task: Option<bool>, blocks: Vec<Block>, list: &mut List) {
    if blocks.is_empty() {
        return;
    }
    // A checkbox belongs to the text after it.
    let task = task.filter(|_| matches!(blocks.first(), Some(Block::Paragraph(_))));
    if task.is_some() || !list.tasks.is_empty() {
        list.tasks.resize(list.items.len(), None);
        list.tasks.push(task);
    }
    list.items.push(blocks);
}

/// Adds a list to the blocks, or its items to the preceding list that it continues: some editors make a list of each
/// item.
pub(super) fn close(mut list: List, between: Vec<Block>, blocks: &mut Vec<Block>) {
    // Blocks between items belong to none of them, and must not be lost.
    item(None, between, &mut list);
    if list.items.is_empty() {
        return;
    }
    if let Some(Block::List(before)) = blocks.last_mut()
        && !before.is_description()
        && (before.ordered, before.numbering) == (list.ordered, list.numbering)
        && (!list.ordered || list.start.is_some_and(|start| start as usize == next_number(before)))
    {
        if !(before.tasks.is_empty() && list.tasks.is_empty()) {
            before.tasks.resize(before.items.len(), None);
            list.tasks.resize(list.items.len(), None);
            before.tasks.append(&mut list.tasks);
        }
        before.items.append(&mut list.items);
    } else {
        blocks.push(Block::List(list));
    }
}

fn next_number(list: &List) -> usize {
    list.start.unwrap_or(1) as usize + list.items.len()
}

/// Adds a term to a description list, after other terms of the same group; returns the other blocks.
pub(super) fn term(blocks: Vec<Block>, list: &mut List) -> Vec<Block> {
    let mut text = Text::default();
    let mut rest = Vec::new();
    flatten(blocks, &mut text, &mut rest);
    // A term is bold anyway.
    let text = text.without_whole(&MarkKind::Strong);
    if !text.is_empty() {
        match (list.items.last_mut(), list.terms.last_mut()) {
            (Some(item), Some(terms)) if item.len() == *terms as usize => {
                item.push(Block::Paragraph(text));
                *terms += 1;
            }
            _ => {
                list.items.push(vec![Block::Paragraph(text)]);
                list.terms.push(1);
            }
        }
    }
    rest
}

/// Adds the description of the preceding terms.
pub(super) fn description(blocks: Vec<Block>, list: &mut List) {
    match list.items.last_mut() {
        Some(item) => item.extend(blocks),
        None if !blocks.is_empty() => {
            list.items.push(blocks);
            list.terms.push(0);
        }
        None => {}
    }
}

/// Adds a description list to the blocks, or its contents if it describes nothing.
pub(super) fn close_descriptions(mut list: List, between: Vec<Block>, blocks: &mut Vec<Block>) {
    description(between, &mut list);
    let has_terms = list.terms.iter().any(|terms| *terms > 0);
    let describes = list.items.iter().zip(&list.terms).any(|(item, terms)| item.len() > *terms as usize);
    if has_terms && describes {
        blocks.push(Block::List(list));
    } else {
        blocks.extend(list.items.into_iter().flatten());
    }
}
