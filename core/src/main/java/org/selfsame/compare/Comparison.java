package org.selfsame.compare;

import java.util.List;

/// What comparing two contents or trees came to.
///
/// @param identical whether all bytes are the same (for trees: all entries, as far as their formats record them)
/// @param differences everything that differs, ordered by path
/// @param accounts an account of each container that was opened, ordered by path; the first is the image's own
/// @param troubles parts that could not be compared as what they are, ordered by path
/// @param complete whether the comparison came to its end
public record Comparison(boolean identical, List<Difference> differences, List<Account> accounts,
        List<Trouble> troubles, boolean complete) {}
