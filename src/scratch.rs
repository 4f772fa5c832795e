//! Reuse of the allocations of a post for the next one.

/// The capacity in bytes up to which a vector is kept; most posts need less, and no large allocation is kept forever.
const KEPT: usize = 4 << 20;

/// Clears a vector for the next post.
pub(crate) fn recycle<T>(vector: &mut Vec<T>) {
    vector.clear();
    if vector.capacity() * size_of::<T>() > KEPT {
        *vector = Vec::new();
    }
}

/// Clears a string for the next post.
pub(crate) fn recycle_string(string: &mut String) {
    string.clear();
    string.shrink_to(KEPT);
}

/// Frees unused capacity of a vector, if it is too much to keep.
pub(crate) fn shrink<T>(vector: &mut Vec<T>) {
    if vector.capacity() * size_of::<T>() > KEPT {
        vector.shrink_to_fit();
    }
}

/// Frees unused capacity of a string, if it is too much to keep.
pub(crate) fn shrink_string(string: &mut String) {
    if string.capacity() > KEPT {
        string.shrink_to_fit();
    }
}

/// Takes a string with an allocation of the exact size. A small one is copied, so that its allocation stays for the
/// next post.
pub(crate) fn take_string(string: &mut String) -> String {
    if string.capacity() <= KEPT {
        return string.as_str().to_owned();
    }
    let mut taken = std::mem::take(string);
    taken.shrink_to_fit();
    taken
}

/// Reuses the allocation of a vector for items of the same layout with another lifetime.
pub(crate) fn emptied<T, U>(mut vector: Vec<T>) -> Vec<U> {
    recycle(&mut vector);
    vector.into_iter().filter_map(|_| None).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_of_one_large_post_is_given_back() {
        let mut small: Vec<u32> = Vec::with_capacity(100);
        recycle(&mut small);
        assert!(small.capacity() >= 100);
        let mut large: Vec<u32> = vec![0; KEPT];
        recycle(&mut large);
        assert_eq!(large.capacity(), 0);
        let mut string = "x".repeat(KEPT + 1);
        recycle_string(&mut string);
        assert!(string.is_empty() && string.capacity() <= KEPT);
    }

    #[test]
    fn a_vector_of_another_lifetime_keeps_its_memory() {
        let word = "rain".to_owned();
        let vector: Vec<&str> = vec![&word; 8];
        let at = vector.as_ptr().addr();
        let emptied: Vec<&'static str> = emptied(vector);
        assert_eq!((emptied.as_ptr().addr(), emptied.len()), (at, 0));
    }

    #[test]
    fn a_string_that_is_taken_has_the_right_size() {
        let mut string = String::with_capacity(1000);
        string.push_str("rain");
        let taken = take_string(&mut string);
        assert_eq!((&*taken, taken.capacity()), ("rain", 4));
        assert!(string.capacity() >= 1000);
    }
}
