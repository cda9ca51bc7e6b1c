package org.selfsame.trust.publisher;

import java.time.LocalDate;
import org.selfsame.content.Digest;

/// A file that its publisher has withdrawn, although it is rightly signed.
///
/// @param digest of the whole file
/// @param date when it was withdrawn
/// @param reason address of the page that says why
public record Withdrawal(Digest digest, LocalDate date, String reason) {}
