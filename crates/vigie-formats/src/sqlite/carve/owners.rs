//! Which table each page belongs to, and which pages are free.

use std::collections::BTreeMap;

use crate::sqlite::bytes::u32_at;
use crate::sqlite::definition::Definition;
use crate::sqlite::header::Freelist;
use crate::sqlite::node::Node;
use crate::sqlite::page_set::PageSet;
use crate::sqlite::pager::Pager;
use crate::sqlite::scan::MAX_DEPTH;
use crate::sqlite::window::Window;

/// Pages in one chunk.
const CHUNK: u32 = 8192;

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// A page that was freed and left as it was.
    FreeLeaf,
    /// A page of the list of free pages: its beginning is overwritten.
    FreeTrunk,
    /// A page of this table, counting from 0.
    Table(u16),
}

/// What pages are, as far as it matters; grows with what is put in, not with what a file claims.
#[derive(Default)]
pub(super) struct Owners {
    chunks: BTreeMap<u32, Vec<u16>>,
}

impl Owners {
    /// Walks the trees of `tables` without reading their leaves, and the list of free pages.
    pub(super) fn find(pager: &Pager, tables: &[Definition], freelist: Option<Freelist>) -> Self {
        let mut owners = Self::default();
        owners.add_free(pager, freelist.unwrap_or_default());
        for (index, table) in tables.iter().enumerate() {
            if let Ok(index) = u16::try_from(index)
                && !table.without_rowid
            {
                owners.add_tree(pager, table.root, index);
            }
        }
        owners
    }

    /// What page `number` is.
    pub(super) fn of(&self, number: u32) -> Option<Owner> {
        let chunk = self.chunks.get(&(number / CHUNK))?;
        owner(*chunk.get((number % CHUNK) as usize)?)
    }

    /// Every page that is something, in ascending order.
    pub(super) fn pages(&self) -> impl Iterator<Item = (u32, Owner)> {
        self.chunks.iter().flat_map(|(chunk, codes)| {
            let first = chunk.saturating_mul(CHUNK);
            let pages = codes.iter().zip(first..);
            pages.filter_map(|(code, number)| Some((number, owner(*code)?)))
        })
    }

    /// Says what page `number` is; false where it was said before.
    fn put(&mut self, number: u32, code: u16) -> bool {
        let chunk = self.chunks.entry(number / CHUNK);
        let chunk = chunk.or_insert_with(|| vec![0; CHUNK as usize]);
        match chunk.get_mut((number % CHUNK) as usize) {
            Some(slot) if *slot == 0 => {
                *slot = code;
                true
            }
            _ => false,
        }
    }

    /// <https://www.sqlite.org/fileformat2.html#the_freelist>
    fn add_free(&mut self, pager: &Pager, freelist: Freelist) {
        let last = pager.pages_in_files();
        let (mut window, mut trunk) = (Window::default(), freelist.first);
        while (1..=last).contains(&trunk) && self.put(trunk, 2) {
            let Ok(page) = pager.page(trunk, || 1, &mut window) else { return };
            let leaves = u32_at(page.bytes, 4).unwrap_or_default().min(pager.usable() / 4);
            for leaf in (0..leaves as usize).map_while(|leaf| u32_at(page.bytes, 8 + 4 * leaf)) {
                if (1..=last).contains(&leaf) {
                    self.put(leaf, 1);
                }
            }
            trunk = u32_at(page.bytes, 0).unwrap_or_default();
        }
    }

    fn add_tree(&mut self, pager: &Pager, root: u32, index: u16) {
        let Some(code) = index.checked_add(3) else { return };
        let last = pager.pages_in_files();
        let depth = depth(pager, root);
        let (mut window, mut seen) = (Window::default(), PageSet::default());
        let mut waiting = vec![(root, 0)];
        while let Some((number, level)) = waiting.pop() {
            if !(1..=last).contains(&number) || !seen.insert(number) {
                continue;
            }
            self.put(number, code);
            // All leaves of a tree are equally deep: they need not be read here.
            if level >= depth {
                continue;
            }
            let Ok(page) = pager.page(number, || 1, &mut window) else { continue };
            let Ok(node) = Node::read(&page) else { continue };
            if node.kind.is_interior() && node.kind.has_rowids() {
                let children = (0..=node.cells).filter_map(|cell| node.child(page.bytes, cell));
                waiting.extend(children.map(|child| (child, level + 1)));
            }
        }
    }
}

const fn owner(code: u16) -> Option<Owner> {
    match code {
        0 => None,
        1 => Some(Owner::FreeLeaf),
        2 => Some(Owner::FreeTrunk),
        code => Some(Owner::Table(code - 3)),
    }
}

/// How many interior pages lie between the root and a leaf.
fn depth(pager: &Pager, root: u32) -> usize {
    let (mut window, mut number) = (Window::default(), root);
    for depth in 0..MAX_DEPTH {
        let page = pager.page(number, || 1, &mut window).ok();
        let below = page.and_then(|page| {
            let node = Node::read(&page).ok().filter(|node| node.kind.is_interior())?;
            node.child(page.bytes, 0)
        });
        match below {
            Some(child) => number = child,
            None => return depth,
        }
    }
    MAX_DEPTH
}
