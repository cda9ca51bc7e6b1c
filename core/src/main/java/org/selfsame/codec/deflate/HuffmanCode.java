package org.selfsame.codec.deflate;

import java.util.Arrays;

/// The Huffman code of one alphabet in one block, with the lengths that zlib gives its codes: of symbols that are equally
/// frequent, which one gets the shorter code depends on the order of a heap.
final class HuffmanCode {
    private static final int MOST_BITS = 15;

    /// How often each symbol is used.
    final int[] frequency;
    /// Bits of each code, 0 of a symbol without one.
    final int[] length;
    /// The codes, first bit lowest.
    final int[] code;

    private final int symbols;
    private final int longest;
    /// Bits that follow the code of each symbol.
    private final int[] extra;
    private final int[] weight;
    private final int[] parent;
    private final int[] bits;
    private final int[] depth;
    private final int[] heap;
    /// The nodes of the tree from the root on, each after its parent, at the end.
    private final int[] sorted;
    private final int[] count = new int[MOST_BITS + 1];
    private int heaped;
    private int nodes;
    private int last;
    private long size;

    /// @param symbols how many symbols there are
    /// @param longest bits of the longest code
    /// @param extra bits that follow the code of each symbol
    HuffmanCode(int symbols, int longest, int[] extra) {
        this.symbols = symbols;
        this.longest = longest;
        this.extra = extra;
        frequency = new int[symbols];
        length = new int[symbols];
        code = new int[symbols];
        weight = new int[2 * symbols];
        parent = new int[2 * symbols];
        bits = new int[2 * symbols];
        depth = new int[2 * symbols];
        heap = new int[symbols + 1];
        sorted = new int[2 * symbols];
    }

    /// Forgets what was counted.
    void clear() {
        Arrays.fill(frequency, 0);
    }

    /// The last symbol that has a code.
    int last() {
        return last;
    }

    /// Bits of all symbols with what follows their codes, as [#build] has found them.
    long size() {
        return size;
    }

    /// Bits that the counted symbols would take with codes of other lengths.
    long size(int[] lengths) {
        long sum = 0;
        for (int symbol = 0; symbol < symbols; symbol++) {
            sum += (long) frequency[symbol] * (lengths[symbol] + extra[symbol]);
        }
        return sum;
    }

    /// Gives codes to the symbols that were counted. A code has two symbols or more: without them, the first ones stand in.
    void build() {
        heaped = 0;
        last = -1;
        for (int symbol = 0; symbol < symbols; symbol++) {
            length[symbol] = 0;
            weight[symbol] = frequency[symbol];
            depth[symbol] = 0;
            if (frequency[symbol] != 0) {
                heap[++heaped] = symbol;
                last = symbol;
            }
        }
        while (heaped < 2) {
            int symbol = last < 2 ? ++last : 0;
            heap[++heaped] = symbol;
            weight[symbol] = 1;
        }
        combine();
        measure();
        number(length, last + 1, code);
        size = size(length);
    }

    /// Joins the two rarest nodes again and again.
    private void combine() {
        for (int at = heaped / 2; at >= 1; at--) {
            sink(at);
        }
        int first = sorted.length;
        int node = symbols;
        do {
            int rarest = heap[1];
            heap[1] = heap[heaped--];
            sink(1);
            int next = heap[1];
            sorted[--first] = rarest;
            sorted[--first] = next;
            weight[node] = weight[rarest] + weight[next];
            depth[node] = Math.max(depth[rarest], depth[next]) + 1;
            parent[rarest] = node;
            parent[next] = node;
            heap[1] = node++;
            sink(1);
        } while (heaped >= 2);
        sorted[--first] = heap[1];
        nodes = sorted.length - first;
    }

    /// Of nodes that are equally frequent, the lower one comes first, and of those that are equally high, the first.
    private boolean isBefore(int node, int other) {
        return weight[node] < weight[other] || weight[node] == weight[other] && depth[node] <= depth[other];
    }

    private void sink(int from) {
        int node = heap[from];
        int at = from;
        for (int child = 2 * at; child <= heaped; child *= 2) {
            if (child < heaped && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (isBefore(node, heap[child])) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = node;
    }

    /// Gives each symbol the length of its code, and shortens those that are too long at the cost of others.
    private void measure() {
        Arrays.fill(count, 0);
        int tooLong = 0;
        int root = sorted.length - nodes;
        bits[sorted[root]] = 0;
        for (int at = root + 1; at < sorted.length; at++) {
            int node = sorted[at];
            int depth = bits[parent[node]] + 1;
            if (depth > longest) {
                depth = longest;
                tooLong++;
            }
            bits[node] = depth;
            if (node < symbols) {
                length[node] = depth;
                count[depth]++;
            }
        }
        if (tooLong > 0) {
            shorten(tooLong);
        }
    }

    private void shorten(int tooLong) {
        for (int rest = tooLong; rest > 0; rest -= 2) {
            int depth = longest - 1;
            while (count[depth] == 0) {
                depth--;
            }
            // a leaf goes down, and one of those that are too long becomes its sibling
            count[depth]--;
            count[depth + 1] += 2;
            count[longest]--;
        }
        // the rarest symbols get the longest codes
        int at = sorted.length;
        for (int depth = longest; depth > 0; depth--) {
            for (int left = count[depth]; left > 0;) {
                int node = sorted[--at];
                if (node < symbols) {
                    length[node] = depth;
                    left--;
                }
            }
        }
    }

    /// Gives out codes: shorter ones first, and those of one length in the order of the symbols. Source: RFC 1951, 3.2.2.
    static void number(int[] lengths, int symbols, int[] codes) {
        var next = new int[MOST_BITS + 2];
        for (int symbol = 0; symbol < symbols; symbol++) {
            if (lengths[symbol] != 0) {
                next[lengths[symbol] + 1]++;
            }
        }
        for (int bits = 1; bits < next.length; bits++) {
            next[bits] = next[bits] + next[bits - 1] << 1;
        }
        for (int symbol = 0; symbol < symbols; symbol++) {
            int bits = lengths[symbol];
            if (bits != 0) {
                codes[symbol] = Integer.reverse(next[bits]++) >>> Integer.SIZE - bits;
            }
        }
    }
}
