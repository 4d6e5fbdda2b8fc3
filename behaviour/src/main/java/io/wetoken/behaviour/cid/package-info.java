/**
 * Content ids of files and directories as IPFS counts them, from the JDK alone: CIDv1, UnixFS, profile {@code unixfs-v1-2025}. No blocks are kept, and
 * no network is spoken to.
 */
package io.wetoken.behaviour.cid;
