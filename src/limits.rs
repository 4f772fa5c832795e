//! Bounds on the input that is accepted. Feeds are untrusted input.

/// Limits for one post. The defaults are far above anything that real posts contain: among 56,960 of them the largest
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

    /// Returns the node limit for an input of this many bytes.
    pub(crate) fn nodes_of(&self, input: usize) -> usize {
        let by_memory = FREE_NODES + input / BYTES_PER_NODE;
        let by_time = FAST_NODES.max(DENSE_NODES + input / BYTES_PER_DENSE_NODE);
        self.nodes.min(by_memory).min(by_time)
    }

    /// Returns the output limit for an input of this many bytes.
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

/// The number of nodes that any input may have, and the bytes of input for each further node. A node costs up to 600
/// bytes until the blocks are made; all nodes together must cost no more than 160 MiB and 20 times the input.
const FREE_NODES: usize = 256 << 10;
const BYTES_PER_NODE: usize = 32;

/// The number of nodes that any input may have because they cost less than a tenth of a second, and the number for a
/// large input. A node costs up to 1.3 µs until it is rendered, in a table of one letter to a cell; an input must cost no
/// more than 0.35 s for each MiB.
const FAST_NODES: usize = 64 << 10;
const DENSE_NODES: usize = 8 << 10;
const BYTES_PER_DENSE_NODE: usize = 4;

/// The tree stores offsets in 32 bits and keeps up to three times its source.
const MOST_INPUT: usize = 1 << 30;

limits! {
    /// Bytes of a whole post; a longer one is an error. 32 MiB by default, and never more than 1 GiB.
    input_bytes, max_input_bytes;
    /// Depth of the tree and of the output; deeper elements are flattened, their text is kept. 256 by default, because
    /// browsers flatten at 512 and the surrounding page needs levels too.
    depth, max_depth;
    /// Elements that are open at the same time in the parser, including formatting elements that it may reopen. Beyond
    /// the limit start tags are dropped and their text is kept. 512 by default.
    open_elements, max_open_elements;
    /// Nodes of the tree, where four attributes count as one node; more are an error. 1,048,576 by default;
    /// independently of this setting, at most 65,536 for an input of up to 224 KiB, 8,192 plus one for every 4 bytes of a
    /// longer one, and 262,144 plus one for every 32 bytes, so that time and memory are proportional to the input. For a
    /// Markdown body its own bytes count, not those of its HTML. Real posts have hundreds of nodes, and one for every 20
    /// bytes or more.
    nodes, max_nodes;
    /// Attributes of one element; excess ones are dropped. 256 by default.
    attributes, max_attributes;
    /// Bytes of the value of an attribute; an attribute with a longer value is dropped. `data:` URLs are truncated
    /// instead, because an article never contains them. 65,536 by default.
    attribute_bytes, max_attribute_bytes;
    /// Bytes of sanitized HTML, and the bytes by which an article exceeds its input: its addresses, and the marks that
    /// continue from one line to the next. More are an error. 64 MiB by default; independently of this setting, at most
    /// 64 KiB plus eight times the input. Only long base URLs with many short relative addresses, and links around many
    /// paragraphs, approach it.
    output_bytes, max_output_bytes;
    /// Nested image proxies that are resolved. 8 by default.
    proxy_hops, max_proxy_hops;
}
