/**
 * Layout of the scratch region at the start of every workspace. The kernels pack their operands here, so they need no
 * allocator; callers' arrays begin after `SCRATCH_BYTES`.
 */

/** Depth of a packed block: one packed strip (4 × 128 doubles, 4 kB) stays in the first-level cache. */
export const BLOCK_DEPTH: i32 = 128
/** Rows of the packed left operand: 64 × 128 doubles stay in the second-level cache. */
export const BLOCK_ROWS: i32 = 64
/** Columns of the packed right operand. */
export const BLOCK_COLUMNS: i32 = 512

/** One 4 × 4 tile, for tiles that are written only in part. */
export const TILE: usize = 64
export const PACKED_LEFT: usize = 1024
export const PACKED_RIGHT: usize = PACKED_LEFT + 65536
export const SCRATCH_BYTES: usize = 655360

/** Byte address of an element of the workspace. */
export function addressOf(element: u32): usize {
  return (<usize>element) << 3
}
