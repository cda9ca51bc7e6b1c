package org.selfsame.codec.xz;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
    /// Added to a node of [#steps]: before the symbol from there is a literal, which ends there.
    private static final int AFTER_LITERAL = 1 << 12;
    /// Added beside that: before the literal is a match, the step in [#stepsBefore].
    private static final int AFTER_MATCH = 1 << 13;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final Model model;
    private final MatchFinder finder;
    private final int nice;
    private byte[] data = new byte[0];

    /// The cheapest way to each node: its price, and in the low half of a step the node it comes from, in the high half the
    /// symbol that leads here from there. With the node go [#AFTER_LITERAL] and [#AFTER_MATCH].
    private final int[] price = new int[NODES];
    private final long[] steps = new long[NODES];
    private final long[] stepsBefore = new long[NODES];
    private final int[] states = new int[NODES];
    private final int[] reps = new int[NODES * Lzma.REPS];

    private final int[] repLengths = new int[Lzma.REPS];
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

    /// Begins a block, of which [MatchFinder#begin] says more.
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
            long step = steps[next];
            length = (int) step - next;
            back = symbol(step);
            next = (int) step;
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
        steps[1] = step(0, LITERAL);
        int matchPrice = model.matchPrice(state, position);
        int repPrice = matchPrice + model.repPrice(state);
        if (literal == repeated) {
            int shortRep = repPrice + model.shortRepPrice(state, position);
            if (shortRep < price[1]) {
                price[1] = shortRep;
                steps[1] = step(0, 0);
            }
        }
        int reached = Math.max(longest, repLengths[best]);
        if (reached < Lzma.SHORTEST) {
            answer(symbol(steps[1]), 1);
            return NOTHING;
        }
        states[0] = state;
        System.arraycopy(model.reps, 0, reps, 0, Lzma.REPS);
        Arrays.fill(price, Lzma.SHORTEST, reached + 1, Prices.INFINITE);
        for (int rep = 0; rep < Lzma.REPS; rep++) {
            if (repLengths[rep] >= Lzma.SHORTEST) {
                repeat(0, rep, repLengths[rep], repPrice + model.repPrice(state, position, rep), position);
            }
        }
        int newPrice = matchPrice + model.newDistancePrice(state);
        int length = Math.max(repLengths[0] + 1, Lzma.SHORTEST);
        for (int i = firstOfLength(length); length <= longest; i++) {
            offerNew(0, position, finder.distances[i], length, finder.lengths[i], newPrice);
            length = finder.lengths[i] + 1;
        }
        return reached;
    }

    /// Tries all that can come after the best way to `node`.
    private void extend(int node, int position) {
        settle(node);
        byte[] data = this.data;
        int state = states[node];
        int soFar = price[node];
        byte literal = data[position];
        byte repeated = data[position - reps[node * Lzma.REPS] - 1];
        boolean byByte = false;
        // the byte has a price of its own, which need not be known where the way is too dear without it
        int literalPrice = soFar + model.literalPrice(state, position);
        if (literalPrice < price[node + 1]) {
            int whole = literalPrice + bytePrice(state, position, repeated);
            if (whole < price[node + 1]) {
                price[node + 1] = whole;
                steps[node + 1] = step(node, LITERAL);
                byByte = true;
            }
        }
        int matchPrice = soFar + model.matchPrice(state, position);
        int repPrice = matchPrice + model.repPrice(state);
        if (literal == repeated && mayBeShortRep(node)) {
            int shortRep = repPrice + model.shortRepPrice(state, position);
            if (shortRep <= price[node + 1]) {
                price[node + 1] = shortRep;
                steps[node + 1] = step(node, 0);
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
        int start = oldMatches(node, position, state, repPrice, room);
        int limit = Math.min(room, nice);
        if (Math.min(longest, limit) >= start) {
            newMatches(node, position, start, matchPrice + model.newDistancePrice(state), room);
        }
    }

    /// A single byte at the last distance is not tried where a longer match at it leads to the next node.
    private boolean mayBeShortRep(int node) {
        long step = steps[node + 1];
        return ((int) step & NODES - 1) >= node || symbol(step) != 0;
    }

    /// Tries the distances of late. Answers the shortest length that is worth a new distance.
    private int oldMatches(int node, int position, int state, int repPrice, int room) {
        int start = Lzma.SHORTEST;
        byte[] data = this.data;
        short bytes = (short) SHORT.get(data, position);
        for (int rep = 0; rep < Lzma.REPS; rep++) {
            int distance = reps[node * Lzma.REPS + rep];
            int earlier = position - distance - 1;
            if ((short) SHORT.get(data, earlier) != bytes) {
                continue;
            }
            int length = finder.extend(earlier, position, Lzma.SHORTEST, Math.min(room, nice));
            int priceSoFar = repPrice + model.repPrice(state, position, rep);
            reach(node + length);
            repeat(node, rep, length, priceSoFar, position);
            if (rep == 0) {
                start = length + 1;
            }
            if (goesOn(position, length, distance)) {
                int whole = priceSoFar + model.repLengths.price(length, Model.positionState(position));
                matchThenLiteralThenRep(node, position, length, distance, rep, Lzma.longRep(state), whole, room);
            }
        }
        return start;
    }

    private void newMatches(int node, int position, int start, int newPrice, int room) {
        int limit = Math.min(room, nice);
        int count = finder.count;
        if (longest > limit) {
            count = firstOfLength(limit);
            finder.lengths[count++] = limit;
        }
        reach(node + Math.min(longest, limit));
        int state = Lzma.match(states[node]);
        int first = start;
        for (int i = firstOfLength(start); i < count; i++) {
            int distance = finder.distances[i];
            int length = finder.lengths[i];
            offerNew(node, position, distance, first, length, newPrice);
            if (goesOn(position, length, distance)) {
                int whole = newPrice + model.newPrice(position, distance, length);
                matchThenLiteralThenRep(node, position, length, distance, distance + Lzma.REPS, state, whole, room);
            }
            first = length + 1;
        }
    }

    /// Offers the lengths from `first` to `most` of a match at a new distance, whose price differs for the shortest lengths.
    private void offerNew(int node, int position, int distance, int first, int most, int newPrice) {
        long step = step(node, distance + Lzma.REPS);
        int length = first;
        for (; length < DistanceModel.LONG && length <= most; length++) {
            int whole = newPrice + model.newPrice(position, distance, length);
            if (whole < price[node + length]) {
                price[node + length] = whole;
                steps[node + length] = step;
            }
        }
        if (length <= most) {
            offer(node, step, length, most, newPrice + model.distances.price(distance, length), model.matchLengths,
                    position);
        }
    }

    /// Whether a match goes on for two bytes or more after the byte that ends it.
    private boolean goesOn(int position, int length, int distance) {
        int at = position + length + 1;
        return (short) SHORT.get(data, at) == (short) SHORT.get(data, at - distance - 1);
    }

    /// A literal where the last distance does not fit, and a match at it after that. The price is that of the way to the
    /// literal without its byte.
    private void literalThenRep(int node, int position, int state, int literalPrice, int room) {
        int distance = reps[node * Lzma.REPS];
        if (!goesOn(position, 0, distance)) {
            return;
        }
        int at = position + 1;
        int length = finder.extend(at - distance - 1, at, 0, Math.min(room, nice + 1) - 1);
        if (length >= Lzma.SHORTEST) {
            int after = Lzma.literal(state);
            int whole = literalPrice + bytePrice(state, position, data[position - distance - 1])
                    + model.matchPrice(after, at) + model.repPrice(after) + model.rep0Price(after, at, length);
            int target = node + 1 + length;
            reach(target);
            if (whole < price[target]) {
                price[target] = whole;
                steps[target] = step(node + 1 | AFTER_LITERAL, 0);
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
        int again = finder.extend(earlier, at, Lzma.SHORTEST, limit);
        int target = node + length + 1 + again;
        reach(target);
        int after = Lzma.literal(state);
        int whole = matchPrice + model.literalPrice(state, at - 1) + model.matchPrice(after, at) + model.repPrice(after)
                + model.rep0Price(after, at, again);
        if (whole >= price[target]) {
            return;
        }
        whole += model.bytePrice(data[at - 2], data[at - 1], data[earlier - 1]);
        if (whole < price[target]) {
            price[target] = whole;
            steps[target] = step(node + length + 1 | AFTER_LITERAL | AFTER_MATCH, 0);
            stepsBefore[target] = step(node, symbol);
        }
    }

    /// Finds out the state and the distances of late at a node, now that the best way to it is known.
    private void settle(int node) {
        int way = (int) steps[node];
        int before = way & NODES - 1;
        int symbol = symbol(steps[node]);
        int state;
        if ((way & AFTER_LITERAL) == 0) {
            state = states[before];
        } else if ((way & AFTER_MATCH) == 0) {
            before--;
            state = Lzma.literal(states[before]);
        } else {
            before = (int) stepsBefore[node];
            int earlier = states[before];
            symbol = symbol(stepsBefore[node]);
            state = Lzma.longRep(Lzma.literal(symbol < Lzma.REPS ? Lzma.longRep(earlier) : Lzma.match(earlier)));
        }
        int[] reps = this.reps;
        int known = before * Lzma.REPS;
        int rep0 = reps[known];
        int rep1 = reps[known + 1];
        int rep2 = reps[known + 2];
        int rep3 = reps[known + 3];
        int here = node * Lzma.REPS;
        if (way == node - 1) {
            // a symbol of one byte, which leaves the distances as they are
            states[node] = symbol == 0 ? Lzma.shortRep(state) : Lzma.literal(state);
        } else {
            if ((way & AFTER_MATCH) == 0) {
                state = symbol < Lzma.REPS ? Lzma.longRep(state) : Lzma.match(state);
            }
            states[node] = state;
            if (symbol != 0) {
                int first = symbol == 1 ? rep1 : symbol == 2 ? rep2 : symbol == 3 ? rep3 : symbol - Lzma.REPS;
                rep3 = symbol < 3 ? rep3 : rep2;
                rep2 = symbol < 2 ? rep2 : rep1;
                rep1 = rep0;
                rep0 = first;
            }
        }
        reps[here] = rep0;
        reps[here + 1] = rep1;
        reps[here + 2] = rep2;
        reps[here + 3] = rep3;
    }

    /// Turns the way to `node` round, so that it can be followed from its start, and answers its first symbol.
    private void turn(int node) {
        end = node;
        int at = node;
        long way = steps[at];
        do {
            int before = (int) way & NODES - 1;
            if ((way & AFTER_LITERAL) != 0) {
                steps[before] = step(before - 1, LITERAL);
                if ((way & AFTER_MATCH) != 0) {
                    steps[before - 1] = stepsBefore[at];
                }
            }
            long earlier = steps[before];
            steps[before] = step(at, symbol(way));
            at = before;
            way = earlier;
        } while (at != 0);
        next = (int) steps[0];
        answer(symbol(steps[0]), next);
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

    /// Offers a match at a distance of late in all its lengths.
    private void repeat(int node, int rep, int longestLength, int priceWithoutLength, int position) {
        offer(node, step(node, rep), Lzma.SHORTEST, longestLength, priceWithoutLength, model.repLengths, position);
    }

    /// Offers the lengths from `first` to `most` of a match from `node`, whose price differs by the length alone.
    private void offer(int node, long step, int first, int most, int withoutLength, LengthModel lengths, int position) {
        int[] price = this.price;
        long[] steps = this.steps;
        int[] prices = lengths.prices;
        int at = lengths.at(Model.positionState(position));
        for (int length = first; length <= most; length++) {
            int whole = withoutLength + prices[at + length];
            if (whole < price[node + length]) {
                price[node + length] = whole;
                steps[node + length] = step;
            }
        }
    }

    private static int symbol(long step) {
        return (int) (step >> 32);
    }

    /// A step from `node` by `symbol`; see [#steps].
    private static long step(int node, int symbol) {
        return (long) symbol << 32 | node;
    }

    /// Makes the nodes up to `target` known, at no price yet.
    private void reach(int target) {
        while (last < target) {
            price[++last] = Prices.INFINITE;
        }
    }
}
