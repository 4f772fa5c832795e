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
    pub(crate) proxy_hops: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { input_bytes: 32 << 20, depth: 256, open_elements: 512, nodes: 1 << 20, attributes: 256, proxy_hops: 8 }
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
        match found <= self.input_bytes {
            true => Ok(()),
            false => Err(crate::Error::LimitExceeded { what: "input_bytes", found, limit: self.input_bytes }),
        }
    }
}

limits! {
    /// Bytes of a whole post; more is an error. 32 MiB by default.
    input_bytes, max_input_bytes;
    /// Depth of the tree that is worked on and written; deeper elements are flattened, their text is kept.
    /// 256 by default, because browsers flatten at 512 and whatever embeds the output needs room too.
    depth, max_depth;
    /// Elements open at one time in the parser, with the formatting elements that it may reopen; over the limit start
    /// tags are dropped and their text is kept. 512 by default.
    open_elements, max_open_elements;
    /// Nodes of the tree; more is an error. 1,048,576 by default.
    nodes, max_nodes;
    /// Attributes of one element; further ones are dropped. 256 by default.
    attributes, max_attributes;
    /// Image proxies wrapped in one another that are undone. 8 by default.
    proxy_hops, max_proxy_hops;
}
