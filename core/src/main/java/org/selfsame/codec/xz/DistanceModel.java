package org.selfsame.codec.xz;

/// Codes the distances of matches, and tells what each would cost. A distance is a slot (its length in bits, and its
/// second highest bit), then the bits below: all in context for short distances, only the lowest four for long ones.
final class DistanceModel {
    static final int STATES = 4;
    /// From this length on, all matches have their distances coded in the same contexts.
    static final int LONG = Lzma.SHORTEST + STATES - 1;
    private static final int SLOT_BITS = 6;
    private static final int FIRST_WITH_BITS = 4;
    private static final int FIRST_LONG = 14;
    private static final int SHORT_DISTANCES = 1 << FIRST_LONG / 2;
    private static final int ALIGN_BITS = 4;
    private static final int ALIGNS = 1 << ALIGN_BITS;
    /// Matches after which the prices of slots and short distances are computed anew.
    private static final int MATCHES_A_PRICE = 1 << 7;

    private final short[] slots = new short[STATES << SLOT_BITS];
    private final short[] special = new short[SHORT_DISTANCES - FIRST_LONG];
    private final short[] align = new short[ALIGNS];
    private final int slotsInUse;
    private final int[] slotPrices = new int[STATES << SLOT_BITS];
    private final int[] shortPrices = new int[STATES * SHORT_DISTANCES];
    private final int[] alignPrices = new int[ALIGNS];
    private int matches;
    private int longMatches;

    /// @param dictionary bytes that a match may lie back
    DistanceModel(int dictionary) {
        slotsInUse = 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(dictionary - 1));
    }

    void reset() {
        RangeEncoder.reset(slots);
        RangeEncoder.reset(special);
        RangeEncoder.reset(align);
        matches = MATCHES_A_PRICE;
        longMatches = ALIGNS;
    }

    void encode(RangeEncoder out, int distance, int length) {
        int slot = slot(distance);
        out.tree(slots, Lzma.distanceState(length) << SLOT_BITS, SLOT_BITS, slot);
        if (slot >= FIRST_WITH_BITS) {
            int bits = (slot >> 1) - 1;
            int first = first(slot);
            if (slot < FIRST_LONG) {
                out.reverseTree(special, first - slot - 1, bits, distance - first);
            } else {
                out.direct(distance - first >>> ALIGN_BITS, bits - ALIGN_BITS);
                out.reverseTree(align, 0, ALIGN_BITS, distance - first & ALIGNS - 1);
                longMatches++;
            }
        }
        matches++;
    }

    int price(int distance, int length) {
        int state = Lzma.distanceState(length);
        return distance < SHORT_DISTANCES
                ? shortPrices[state * SHORT_DISTANCES + distance]
                : slotPrices[(state << SLOT_BITS) + slot(distance)] + alignPrices[distance & ALIGNS - 1];
    }

    /// Computes prices anew where enough was coded since the last time.
    void refresh() {
        if (matches >= MATCHES_A_PRICE) {
            priceSlots();
            priceShort();
            matches = 0;
        }
        if (longMatches >= ALIGNS) {
            for (int i = 0; i < ALIGNS; i++) {
                alignPrices[i] = Prices.reverseTree(align, 0, ALIGN_BITS, i);
            }
            longMatches = 0;
        }
    }

    private void priceSlots() {
        for (int state = 0; state < STATES; state++) {
            int context = state << SLOT_BITS;
            for (int slot = 0; slot < slotsInUse; slot++) {
                int direct = slot < FIRST_LONG ? 0 : Prices.direct((slot >> 1) - 1 - ALIGN_BITS);
                slotPrices[context + slot] = Prices.tree(slots, context, SLOT_BITS, slot) + direct;
            }
        }
    }

    private void priceShort() {
        for (int distance = 0; distance < SHORT_DISTANCES; distance++) {
            int slot = slot(distance);
            int bits = (slot >> 1) - 1;
            int below = slot < FIRST_WITH_BITS
                    ? 0
                    : Prices.reverseTree(special, first(slot) - slot - 1, bits, distance - first(slot));
            for (int state = 0; state < STATES; state++) {
                shortPrices[state * SHORT_DISTANCES + distance] = slotPrices[(state << SLOT_BITS) + slot] + below;
            }
        }
    }

    private static int slot(int distance) {
        if (distance < FIRST_WITH_BITS) {
            return distance;
        }
        int highest = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(distance);
        return 2 * highest + (distance >>> highest - 1 & 1);
    }

    /// The least distance of a slot.
    private static int first(int slot) {
        return (2 | slot & 1) << (slot >> 1) - 1;
    }
}
