package io.wetoken.behaviour.cid;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The two kinds of dag-pb blocks that files and directories need (<a href="https://ipld.io/specs/codecs/dag-pb/spec/">format</a>: links before data; <a
 * href="https://specs.ipfs.tech/unixfs/">what the data says</a>).
 */
final class DagPb {
    private static final int DIRECTORY = 1;
    private static final int FILE = 2;

    private DagPb() {}

    /** A named part of a directory, or a nameless one of a file. */
    record Link(String name, Node node) {}

    static Node file(List<Node> parts) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        long size = parts.stream().mapToLong(Node::fileBytes).sum();
        number(data, 1, FILE);
        number(data, 3, size);
        parts.forEach(part -> number(data, 4, part.fileBytes()));
        return block(parts.stream().map(part -> new Link("", part)).toList(), data.toByteArray(), size);
    }

    /** @param entries in the order of their names' bytes */
    static Node directory(List<Link> entries) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        number(data, 1, DIRECTORY);
        return block(entries, data.toByteArray(), 0);
    }

    private static Node block(List<Link> links, byte[] data, long fileBytes) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        long tree = 0;
        for (Link link : links) {
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            bytes(encoded, 1, link.node().cid().bytes());
            bytes(encoded, 2, link.name().getBytes(StandardCharsets.UTF_8));
            number(encoded, 3, link.node().treeBytes());
            bytes(block, 2, encoded.toByteArray());
            tree += link.node().treeBytes();
        }
        bytes(block, 1, data);
        byte[] digest = Cid.sha256().digest(block.toByteArray());
        return new Node(new Cid(Cid.DAG_PB, digest), fileBytes, tree + block.size());
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
        varint(out, (field << 3) | 2);
        varint(out, value.length);
        out.writeBytes(value);
    }

    private static void number(ByteArrayOutputStream out, int field, long value) {
        varint(out, field << 3);
        varint(out, value);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
