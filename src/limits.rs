//! How much of an input is accepted. Feeds are anybody's input.

/// Limits for one post. The defaults are far above anything that real posts hold: among 56,960 of them the largest
/// has 716 kB and the deepest 46 levels.
///
/// ```
/// use feedscrub::Limits;
///
/// let limits = Limits::default().input_bytes(1 << 20);
/// assert_eq!(limits.max_input_bytes(), 1 << 20);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    pub(crate) input_bytes: usize,
    pub(crate) depth: usize,
    pub(crate) open_elements: usize,
    pub(crate) nodes: usize,
    pub(crate) attributes: usize,
    pub(crate) attribute_bytes: usize,
    pub(crate) output_bytes: usize,
    pub(crate) proxy_hops: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            input_bytes: 32 << 20,
            depth: 256,
            open_elements: 512,
            nodes: 1 << 20,
            attributes: 256,
            attribute_bytes: 64 << 10,
            output_bytes: 64 << 20,
            proxy_hops: 8,
        }
    }
}

macro_rules! limits {
    ($($(#[$doc:meta])* $name:ident, $getter:ident;)*) => {
        impl Limits {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name(mut self, limit: usize) -> Self {
                    self.$name = limit;
                    self
                }

                #[doc = concat!("The limit that [`", stringify!($name), "`](Self::", stringify!($name), ") sets.")]
                pub fn $getter(&self) -> usize {
                    self.$name
                }
            )*
        }
    };
}

impl Limits {
    pub(crate) fn check_input(&self, found: usize) -> crate::Result<()> {
        check("input_bytes", found, self.input_bytes.min(MOST_INPUT))
    }

    /// Nodes for an input of so many bytes.
    pub(crate) fn nodes_of(&self, input: usize) -> usize {
        self.nodes.min(FREE_NODES + input / BYTES_PER_NODE)
    }

    /// Bytes of output for an input of so many bytes.
    pub(crate) fn output_of(&self, input: usize) -> usize {
        self.output_bytes.min(input.saturating_mul(8).saturating_add(64 << 10))
    }
}

pub(crate) fn check(what: &'static str, found: usize, limit: usize) -> crate::Result<()> {
    match found <= limit {
        true => Ok(()),
        false => Err(crate::Error::LimitExceeded { what, found, limit }),
    }
}

/// Nodes that any input may make, and bytes of it for each further one. A node costs up to 600 bytes until the blocks are
/// made, and all of them together shall cost no more than 160 MiB and 20 times the input.
const FREE_NODES: usize = 256 << 10;
const BYTES_PER_NODE: usize = 32;

/// The tree counts bytes in 32 bits, and keeps up to three times its source.
const MOST_INPUT: usize = 1 << 30;

limits! {
    /// Bytes of a whole post; more is an error. 32 MiB by default, and never more than 1 GiB.
    input_bytes, max_input_bytes;
    /// Depth of the tree that is worked on and written; deeper elements are flattened, their text is kept.
    /// 256 by default, because browsers flatten at 512 and whatever embeds the output needs room too.
    depth, max_depth;
    /// Elements open at one time in the parser, with the formatting elements that it may reopen; over the limit start
    /// tags are dropped and their text is kept. 512 by default.
    open_elements, max_open_elements;
    /// Nodes of the tree, with four attributes as one; more is an error. 1,048,576 by default, and whatever is set here, no
    /// more than 262,144 and one for every 32 bytes of the input, so that memory stays in proportion to it. Real posts have
    /// hundreds.
    nodes, max_nodes;
    /// Attributes of one element; further ones are dropped. 256 by default.
    attributes, max_attributes;
    /// Bytes of an attribute's value; one with a longer value is dropped. Inline data is cut instead: nothing of it is
    /// kept in an article. 65,536 by default.
    attribute_bytes, max_attribute_bytes;
    /// Bytes of sanitized HTML, and of what an article has more than the input: its addresses and the marks that go on from
    /// one line to the next. More is an error. 64 MiB by default, and whatever is set here, no more than 64 KiB and eight
    /// times the input. Only long addresses that many short ones are resolved against, and links round many paragraphs,
    /// come near.
    output_bytes, max_output_bytes;
    /// Image proxies wrapped in one another that are undone. 8 by default.
    proxy_hops, max_proxy_hops;
}
