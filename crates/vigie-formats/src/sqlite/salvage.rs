//! Rows on pages that nothing links to any more.
//!
//! When an interior page is damaged, the leaves below it are still there. They are found by looking
//! at every page that no tree reaches and that is not free, and given to the one damaged table
//! whose columns their records fit.

use super::definition::{Affinity, Definition, Place, Slot};
use super::header::Freelist;
use super::node::{Cell, Kind, Node, Spill};
use super::page_set::PageSet;
use super::pager::{Page, Pager};
use super::record::{Class, Field, decode};
use super::store::Store;
use super::window::{AHEAD, Window};
use super::{audit, bytes::u32_at};

/// Most damaged tables that a page is compared with.
const MOST_BROKEN: usize = 256;

/// Pages of rows that nothing links to.
#[derive(Debug, Default)]
pub(super) struct Salvage {
    /// The pages, and the index of the table that each fits.
    pub(super) pages: Vec<(u32, usize)>,
    /// How many more fit no damaged table, or several.
    pub(super) unclaimed: u64,
    /// Whether pages that were freed on purpose could be told from them.
    pub(super) free_pages_are_known: bool,
}

impl Salvage {
    /// Looks through a whole database.
    pub(super) fn search(
        store: &Store,
        schema_table: &Definition,
        tables: &[Definition],
        freelist: Option<Freelist>,
    ) -> Self {
        let mut visited = PageSet::default();
        mark_tree(&store.pager, schema_table.root, &mut visited);
        let free_pages_are_known = mark_freelist(store, freelist, &mut visited);
        let mut broken = Vec::new();
        for (index, table) in tables.iter().enumerate() {
            if !table.without_rowid
                && mark_tree(&store.pager, table.root, &mut visited)
                && broken.len() < MOST_BROKEN
            {
                broken.push((index, table));
            }
        }
        let mut unclaimed = 0_u64;
        let pages = leaves_outside(store, &visited, |page, node| {
            let owner = owner(&broken, page, node);
            unclaimed += u64::from(owner.is_none());
            owner
        });
        Self { pages, unclaimed, free_pages_are_known }
    }
}

/// Puts every page of the tree below `root` into `visited`. Gives whether parts of the tree cannot
/// be reached.
fn mark_tree(pager: &Pager, root: u32, visited: &mut PageSet) -> bool {
    let (mut window, mut is_broken, mut waiting) = (Window::default(), false, vec![root]);
    while let Some(number) = waiting.pop() {
        if !visited.insert(number) {
            is_broken = true;
            continue;
        }
        let Ok(page) = pager.page(number, || run(pager), &mut window) else {
            is_broken = true;
            continue;
        };
        match audit::open(&page, false) {
            Ok((node, fault)) if node.kind.is_interior() => {
                is_broken |= fault.is_some();
                let children = (0..=node.cells).rev().map(|cell| node.child(page.bytes, cell));
                // A page without a number is counted when it is popped.
                waiting.extend(children.map(Option::unwrap_or_default));
            }
            Ok(_) => {}
            Err(_) => is_broken = true,
        }
    }
    is_broken
}

/// Puts the pages of the list of free pages into `visited`. Gives whether all of them are known.
///
/// <https://www.sqlite.org/fileformat2.html#the_freelist>
pub(super) fn mark_freelist(
    store: &Store,
    freelist: Option<Freelist>,
    visited: &mut PageSet,
) -> bool {
    let Some(Freelist { first, pages }) = freelist else { return false };
    let (mut window, mut trunk, mut count) = (Window::default(), first, 0_u32);
    while trunk != 0 && visited.insert(trunk) {
        let Ok(page) = store.pager.page(trunk, || 1, &mut window) else { break };
        let leaves = u32_at(page.bytes, 4).unwrap_or_default().min(store.pager.usable() / 4);
        for leaf in (0..leaves as usize).map_while(|leaf| u32_at(page.bytes, 8 + 4 * leaf)) {
            visited.insert(leaf);
        }
        count = count.saturating_add(leaves).saturating_add(1);
        trunk = u32_at(page.bytes, 0).unwrap_or_default();
    }
    count == pages
}

/// The table leaves that are not in `visited` and that `owner` knows the owner of.
pub(super) fn leaves_outside(
    store: &Store,
    visited: &PageSet,
    mut owner: impl FnMut(&Page<'_>, &Node) -> Option<usize>,
) -> Vec<(u32, usize)> {
    let pager = &store.pager;
    let (mut window, mut leaves) = (Window::default(), Vec::new());
    for number in 1..=pager.pages_in_files() {
        if visited.contains(number) || pager.is_lock_page(number) {
            continue;
        }
        let Ok(page) = pager.page(number, || run(pager), &mut window) else { continue };
        let node = Node::read(&page).ok();
        let node = node.filter(|node| node.kind == Kind::TableLeaf && node.cells > 0);
        if let Some(owner) = node.and_then(|node| owner(&page, &node)) {
            leaves.push((number, owner));
        }
    }
    leaves
}

/// Pages to read at once while passing over a whole file.
fn run(pager: &Pager) -> u32 {
    u32::try_from(AHEAD).unwrap_or(u32::MAX) / pager.page_size()
}

/// The one table whose columns the records on `page` fit: one that has exactly as many columns as
/// they have values, if there is one, otherwise one that has more.
fn owner(tables: &[(usize, &Definition)], page: &Page<'_>, node: &Node) -> Option<usize> {
    let fit: Vec<_> = tables
        .iter()
        .filter_map(|(index, table)| Some((*index, fits(table, page, node)?)))
        .collect();
    let exact: Vec<_> = fit.iter().filter(|(_, is_exact)| *is_exact).collect();
    match (exact.as_slice(), fit.as_slice()) {
        ([(index, _)], _) | ([], [(index, _)]) => Some(*index),
        _ => None,
    }
}

/// Whether the records on `page` could be rows of `table`, and if so, whether they have exactly as
/// many values as it has columns.
fn fits(table: &Definition, page: &Page<'_>, node: &Node) -> Option<bool> {
    let mut is_exact = true;
    // One more than the table has, so that records with too many are noticed.
    let mut fields = vec![Field::default(); table.fields.saturating_add(1)];
    each_record(page, node, &mut fields, |fields| {
        is_exact &= fields.len() == table.fields;
        let alias = table.alias_field.and_then(|alias| fields.get(usize::from(alias)));
        let fits = fields.len() <= table.fields
            // The column that is the rowid is stored as NULL.
            && alias.is_none_or(|alias| alias.class() == Class::Null)
            && table.slots.iter().all(|slot| holds(slot, fields));
        fits.then_some(())
    })?;
    Some(is_exact)
}

/// Whether a column can hold what `fields` say it does.
fn holds(slot: &Slot, fields: &[Field]) -> bool {
    let field = match slot.place {
        Place::Field(number) => fields.get(usize::from(number)),
        Place::Rowid | Place::Nowhere => return true,
    };
    let Some(field) = field else { return true };
    match (field.class(), slot.affinity) {
        (Class::Null, _) => !slot.not_null,
        (Class::Blob, _) | (_, Affinity::Blob) => true,
        (Class::Text, affinity) => affinity == Affinity::Text,
        (Class::Integer | Class::Real, affinity) => affinity != Affinity::Text,
    }
}

/// Whether the records on `page` are entries of a schema.
pub(super) fn is_of_schema(page: &Page<'_>, node: &Node) -> bool {
    let mut fields = [Field::default(); 6];
    each_record(page, node, &mut fields, |fields| {
        let [kind, name, table, root, sql] = fields else { return None };
        let is_text = |field: &Field| field.class() == Class::Text;
        let is_entry = is_text(kind)
            && is_text(name)
            && is_text(table)
            && matches!(root.class(), Class::Integer | Class::Null)
            && matches!(sql.class(), Class::Text | Class::Null);
        (is_entry && (4..=14).contains(&kind.len())).then_some(())
    })
    .is_some()
}

/// Shows the fields of every record on `page`. `None` when one cannot be read, or `see` says so.
fn each_record(
    page: &Page<'_>,
    node: &Node,
    fields: &mut [Field],
    mut see: impl FnMut(&[Field]) -> Option<()>,
) -> Option<()> {
    let spill = Spill::of_table(page.usable);
    for number in 0..node.cells {
        let at = node.cell_at(page.bytes, number)?;
        let cell = Cell::of_table(page, at, spill)?;
        let count = decode(cell.local, cell.len, fields).ok()?;
        see(fields.get(..count)?)?;
    }
    Some(())
}
