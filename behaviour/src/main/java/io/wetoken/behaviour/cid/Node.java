package io.wetoken.behaviour.cid;

/**
 * The root of a tree of blocks.
 *
 * @param fileBytes what the tree holds of a file
 * @param treeBytes size of all its blocks, as links carry it ({@code Tsize})
 */
record Node(Cid cid, long fileBytes, long treeBytes) {}
