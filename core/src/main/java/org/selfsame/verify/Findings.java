package org.selfsame.verify;

import java.util.List;
import java.util.Optional;

/// All that bears on a verdict.
///
/// @param obstacle why the file itself could not be read to its end as one unchanging file, if so
/// @param expected id of the only publisher to accept, if the user named one
/// @param claims what signatures and lists say
/// @param withdrawn the verdict on a file that its publisher has withdrawn by digest, if it has
/// @param rebuilt what builders got
/// @param needed how many builders must have got the same file
record Findings(Optional<NotCheckedReason> obstacle, Optional<String> expected, List<Claim> claims,
        Optional<Verdict.Withdrawn> withdrawn, List<Evidence.Rebuilt> rebuilt, int needed) {

    Findings {
        claims = List.copyOf(claims);
        rebuilt = List.copyOf(rebuilt);
    }
}
