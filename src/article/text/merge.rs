//! Merges adjacent marks of one kind.

use smallvec::SmallVec;

use super::Mark;

/// Appends the marks of a text to the finished ones. Adjacent marks of one kind (`<b>a</b><b>b</b>`) are merged, unless
/// the merged mark would cross another one. `open` holds the indices in `done` of the marks that contain the current
/// one.
pub(super) fn merge_neighbours(marks: &mut Vec<Mark>, done: &mut Vec<Mark>, open: &mut Vec<usize>) {
    open.clear();
    // The marks that ended before the current one, the innermost first.
    let mut ended: SmallVec<[usize; 8]> = SmallVec::new();
    for mark in marks.drain(..) {
        ended.clear();
        while let Some(last) = open.last().and_then(|&at| done.get(at))
            && last.range.end <= mark.range.start
        {
            ended.extend(open.pop());
        }
        let before = ended.pop();
        let limit = open.last().and_then(|&at| done.get(at)).map_or(usize::MAX, |outer| outer.range.end);
        let inside_same = open.iter().filter_map(|&at| done.get(at)).any(|outer| outer.kind == mark.kind);
        let neighbour = before.and_then(|at| done.get_mut(at)).filter(|neighbour| {
            neighbour.kind == mark.kind
                && !mark.stays_apart()
                && neighbour.range.end == mark.range.start
                && mark.range.end <= limit
        });
        if let Some(neighbour) = neighbour {
            neighbour.range.end = mark.range.end;
            // The marks at its former end may be merged with those that follow.
            open.extend(before);
            open.extend(ended.iter().rev());
        } else if !inside_same || mark.stays_apart() {
            open.push(done.len());
            done.push(mark);
        }
    }
}
