package org.selfsame.codec.xz;

import java.util.Arrays;

/// Chooses the symbols that code a block: the cheapest path, by the prices of the moment, through a stretch of up to 4,096
/// positions. Node `n` is the place `n` bytes into the stretch; it knows the cheapest way found so far to get there.
///
/// Beside single symbols, a way may end with a literal and a match at the last distance, or with a match and these two,
/// as one step. Which steps are tried, and which of equal price is kept, decides the bytes; both are as in liblzma.
final class Parser {
    /// [#back] of a literal.
    static final int LITERAL = -1;
    /// Nodes of a stretch.
    static final int NODES = 1 << 12;
    private static final int NOTHING = -1;

    private final Model model;
    private final MatchFinder finder;
    private final int nice;
    private byte[] data = new byte[0];

    /// The cheapest way to each node: its price, the node it comes from, and the symbol that leads here from there.
    private final int[] price = new int[NODES];
    private final int[] from = new int[NODES];
    private final int[] backs = new int[NODES];
    /// Whether that symbol has a literal before it, which `from` is the end of.
    private final boolean[] afterLiteral = new boolean[NODES];
    /// Whether that literal has a match before it, and which: from `from2` on, by the symbol `back2`.
    private final boolean[] afterMatch = new boolean[NODES];
    private final int[] from2 = new int[NODES];
    private final int[] backs2 = new int[NODES];
    private final int[] states = new int[NODES];
    private final int[] reps = new int[NODES * Lzma.REPS];

    private final int[] repLengths = new int[Lzma.REPS];
    private final int[] current = new int[Lzma.REPS];
    private int end;
    private int next;
    private int last;
    private int longest;
    private int readAhead;
    private int length;
    private int back;

    Parser(Model model, MatchFinder finder, int nice) {
        this.model = model;
        this.finder = finder;
        this.nice = nice;
    }

    /// Begins a block.
    void begin(byte[] bytes) {
        data = bytes;
        readAhead = 0;
        restart();
    }

    /// Forgets the stretch that is being coded.
    void restart() {
        end = 0;
        next = 0;
    }

    /// Passes over the first byte of a block, which is coded without a choice.
    void skipFirst() {
        finder.skip(1);
    }

    /// Positions that were looked at and are not coded yet.
    int readAhead() {
        return readAhead;
    }

    /// The position to be coded next.
    int position() {
        return finder.position() - readAhead;
    }

    /// Takes what was looked at as coded.
    void passReadAhead() {
        readAhead = 0;
    }

    /// Bytes that the chosen symbol stands for.
    int length() {
        return length;
    }

    /// What the chosen symbol is: [#LITERAL], the number of a distance of late, or a distance plus four.
    int back() {
        return back;
    }

    /// Chooses the next symbol.
    void choose() {
        if (next == end) {
            parse(position());
        } else {
            length = from[next] - next;
            back = backs[next];
            next = from[next];
        }
        readAhead -= length;
    }

    private void parse(int position) {
        if (readAhead == 0) {
            model.distances.refresh();
        }
        last = begin(position);
        if (last == NOTHING) {
            return;
        }
        int node = 1;
        for (; node < last; node++) {
            longest = finder.find();
            readAhead++;
            if (longest >= nice) {
                break;
            }
            extend(node, position + node);
        }
        turn(node);
    }

    private void answer(int chosenBack, int chosenLength) {
        back = chosenBack;
        length = chosenLength;
    }

    private void answerLong(int chosenBack, int chosenLength) {
        answer(chosenBack, chosenLength);
        finder.skip(chosenLength - 1);
        readAhead += chosenLength - 1;
    }

    /// Tries all that can come first. Where there is no choice, that is the answer, and the result is [#NOTHING]; else it
    /// is the last node that can be reached.
    private int begin(int position) {
        if (readAhead == 0) {
            longest = finder.find();
            readAhead++;
        }
        int available = Math.min(finder.available() + 1, Lzma.LONGEST);
        if (available < Lzma.SHORTEST) {
            answer(LITERAL, 1);
            return NOTHING;
        }
        int best = 0;
        for (int rep = 0; rep < Lzma.REPS; rep++) {
            repLengths[rep] = repeated(position, model.reps[rep], available);
            if (repLengths[rep] > repLengths[best]) {
                best = rep;
            }
        }
        if (repLengths[best] >= nice) {
            answerLong(best, repLengths[best]);
            return NOTHING;
        }
        if (longest >= nice) {
            answerLong(finder.distances[finder.count - 1] + Lzma.REPS, longest);
            return NOTHING;
        }
        byte literal = data[position];
        byte repeated = data[position - model.reps[0] - 1];
        if (longest < Lzma.SHORTEST && literal != repeated && repLengths[best] < Lzma.SHORTEST) {
            answer(LITERAL, 1);
            return NOTHING;
        }
        int state = model.state;
        price[1] = model.literalPrice(state, position) + bytePrice(state, position, repeated);
        single(1, 0, LITERAL);
        int matchPrice = model.matchPrice(state, position);
        int repPrice = matchPrice + model.repPrice(state);
        if (literal == repeated) {
            int shortRep = repPrice + model.shortRepPrice(state, position);
            if (shortRep < price[1]) {
                price[1] = shortRep;
                single(1, 0, 0);
            }
        }
        int reached = Math.max(longest, repLengths[best]);
        if (reached < Lzma.SHORTEST) {
            answer(backs[1], 1);
            return NOTHING;
        }
        states[0] = state;
        System.arraycopy(model.reps, 0, reps, 0, Lzma.REPS);
        System.arraycopy(model.reps, 0, current, 0, Lzma.REPS);
        Arrays.fill(price, Lzma.SHORTEST, reached + 1, Prices.INFINITE);
        for (int rep = 0; rep < Lzma.REPS; rep++) {
            if (repLengths[rep] >= Lzma.SHORTEST) {
                repeat(0, rep, repLengths[rep], repPrice + model.repPrice(state, position, rep), position);
            }
        }
        int newPrice = matchPrice + model.newDistancePrice(state);
        int length = Math.max(repLengths[0] + 1, Lzma.SHORTEST);
        for (int i = firstOfLength(length); length <= longest; length++) {
            int distance = finder.distances[i];
            offer(length, 0, distance + Lzma.REPS, newPrice + model.newPrice(position, distance, length));
            if (length == finder.lengths[i]) {
                i++;
            }
        }
        return reached;
    }

    /// Tries all that can come after the best way to `node`.
    private void extend(int node, int position) {
        settle(node);
        int state = states[node];
        byte literal = data[position];
        byte repeated = data[position - current[0] - 1];
        int literalPrice = price[node] + model.literalPrice(state, position) + bytePrice(state, position, repeated);
        boolean byByte = false;
        if (literalPrice < price[node + 1]) {
            price[node + 1] = literalPrice;
            single(node + 1, node, LITERAL);
            byByte = true;
        }
        int matchPrice = price[node] + model.matchPrice(state, position);
        int repPrice = matchPrice + model.repPrice(state);
        if (literal == repeated && (from[node + 1] >= node || backs[node + 1] != 0)) {
            int shortRep = repPrice + model.shortRepPrice(state, position);
            if (shortRep <= price[node + 1]) {
                price[node + 1] = shortRep;
                single(node + 1, node, 0);
                byByte = true;
            }
        }
        int room = Math.min(finder.available() + 1, NODES - 1 - node);
        if (room < Lzma.SHORTEST) {
            return;
        }
        if (!byByte && literal != repeated) {
            literalThenRep(node, position, state, literalPrice, room);
        }
        int start = Lzma.SHORTEST;
        for (int rep = 0; rep < Lzma.REPS; rep++) {
            int length = repeated(position, current[rep], Math.min(room, nice));
            if (length >= Lzma.SHORTEST) {
                int priceSoFar = repPrice + model.repPrice(state, position, rep);
                reach(node + length);
                repeat(node, rep, length, priceSoFar, position);
                if (rep == 0) {
                    start = length + 1;
                }
                int whole = priceSoFar + model.repLengths.price(length, Model.positionState(position));
                matchThenLiteralThenRep(node, position, length, current[rep], rep, Lzma.longRep(state), whole, room);
            }
        }
        newMatches(node, position, start, matchPrice + model.newDistancePrice(state), room);
    }

    private void newMatches(int node, int position, int start, int newPrice, int room) {
        int limit = Math.min(room, nice);
        int most = Math.min(longest, limit);
        if (most < start) {
            return;
        }
        int count = finder.count;
        if (longest > limit) {
            count = firstOfLength(limit);
            finder.lengths[count++] = limit;
        }
        reach(node + most);
        int state = Lzma.match(states[node]);
        int length = start;
        for (int i = firstOfLength(start); i < count; length++) {
            int distance = finder.distances[i];
            int whole = newPrice + model.newPrice(position, distance, length);
            offer(node + length, node, distance + Lzma.REPS, whole);
            if (length == finder.lengths[i]) {
                matchThenLiteralThenRep(node, position, length, distance, distance + Lzma.REPS, state, whole, room);
                i++;
            }
        }
    }

    /// A literal where the last distance does not fit, and a match at it after that.
    private void literalThenRep(int node, int position, int state, int literalPrice, int room) {
        int at = position + 1;
        int length = finder.extend(at - current[0] - 1, at, 0, Math.min(room, nice + 1) - 1);
        if (length >= Lzma.SHORTEST) {
            int after = Lzma.literal(state);
            int whole = literalPrice + model.matchPrice(after, at) + model.repPrice(after)
                    + model.rep0Price(after, at, length);
            int target = node + 1 + length;
            reach(target);
            if (whole < price[target]) {
                price[target] = whole;
                from[target] = node + 1;
                backs[target] = 0;
                afterLiteral[target] = true;
                afterMatch[target] = false;
            }
        }
    }

    /// After a match: the literal that ended it, and a match that goes on at its distance.
    private void matchThenLiteralThenRep(int node, int position, int length, int distance, int symbol, int state,
            int matchPrice, int room) {
        int at = position + length + 1;
        int earlier = at - distance - 1;
        int limit = Math.min(room, length + 1 + nice) - length - 1;
        if (limit < Lzma.SHORTEST) {
            return;
        }
        int again = finder.extend(earlier, at, 0, limit);
        if (again < Lzma.SHORTEST) {
            return;
        }
        int after = Lzma.literal(state);
        int whole = matchPrice + model.literalPrice(state, at - 1)
                + model.bytePrice(data[at - 2], data[at - 1], data[earlier - 1])
                + model.matchPrice(after, at) + model.repPrice(after) + model.rep0Price(after, at, again);
        int target = node + length + 1 + again;
        reach(target);
        if (whole < price[target]) {
            price[target] = whole;
            from[target] = node + length + 1;
            backs[target] = 0;
            afterLiteral[target] = true;
            afterMatch[target] = true;
            from2[target] = node;
            backs2[target] = symbol;
        }
    }

    /// Finds out the state and the distances of late at a node, now that the best way to it is known.
    private void settle(int node) {
        int before = from[node];
        int state;
        if (afterLiteral[node]) {
            before--;
            state = states[before];
            if (afterMatch[node]) {
                int earlier = states[from2[node]];
                state = backs2[node] < Lzma.REPS ? Lzma.longRep(earlier) : Lzma.match(earlier);
            }
            state = Lzma.literal(state);
        } else {
            state = states[before];
        }
        if (before == node - 1) {
            // the distances are still those of the node before
            state = backs[node] == 0 ? Lzma.shortRep(state) : Lzma.literal(state);
        } else {
            int symbol = backs[node];
            if (afterLiteral[node] && afterMatch[node]) {
                before = from2[node];
                symbol = backs2[node];
                state = Lzma.longRep(state);
            } else {
                state = symbol < Lzma.REPS ? Lzma.longRep(state) : Lzma.match(state);
            }
            int known = before * Lzma.REPS;
            int moved = symbol < Lzma.REPS ? symbol : Lzma.REPS - 1;
            int first = symbol < Lzma.REPS ? reps[known + symbol] : symbol - Lzma.REPS;
            System.arraycopy(reps, known, current, 1, moved);
            System.arraycopy(reps, known + moved + 1, current, moved + 1, Lzma.REPS - 1 - moved);
            current[0] = first;
        }
        states[node] = state;
        System.arraycopy(current, 0, reps, node * Lzma.REPS, Lzma.REPS);
    }

    /// Turns the way to `node` round, so that it can be followed from its start, and answers its first symbol.
    private void turn(int node) {
        end = node;
        int at = node;
        int before = from[at];
        int symbol = backs[at];
        do {
            if (afterLiteral[at]) {
                single(before, before - 1, LITERAL);
                if (afterMatch[at]) {
                    single(before - 1, from2[at], backs2[at]);
                }
            }
            int earlier = from[before];
            int earlierSymbol = backs[before];
            from[before] = at;
            backs[before] = symbol;
            at = before;
            before = earlier;
            symbol = earlierSymbol;
        } while (at != 0);
        next = from[0];
        answer(backs[0], next);
    }

    private int bytePrice(int state, int position, byte continued) {
        return Lzma.afterLiteral(state)
                ? model.bytePrice(data[position - 1], data[position])
                : model.bytePrice(data[position - 1], data[position], continued);
    }

    /// How long the match at `distance` is, or 0 if it is shorter than a match can be.
    private int repeated(int position, int distance, int limit) {
        int earlier = position - distance - 1;
        return data[position] == data[earlier] && data[position + 1] == data[earlier + 1]
                ? finder.extend(earlier, position, Lzma.SHORTEST, limit)
                : 0;
    }

    private int firstOfLength(int length) {
        int i = 0;
        while (i < finder.count && finder.lengths[i] < length) {
            i++;
        }
        return i;
    }

    /// Offers a match at a distance of late in all its lengths, the longest first.
    private void repeat(int node, int rep, int longestLength, int priceWithoutLength, int position) {
        int positionState = Model.positionState(position);
        for (int length = longestLength; length >= Lzma.SHORTEST; length--) {
            offer(node + length, node, rep, priceWithoutLength + model.repLengths.price(length, positionState));
        }
    }

    private void offer(int target, int node, int symbol, int whole) {
        if (whole < price[target]) {
            price[target] = whole;
            single(target, node, symbol);
        }
    }

    private void single(int target, int node, int symbol) {
        from[target] = node;
        backs[target] = symbol;
        afterLiteral[target] = false;
    }

    /// Makes the nodes up to `target` known, at no price yet.
    private void reach(int target) {
        while (last < target) {
            price[++last] = Prices.INFINITE;
        }
    }
}
