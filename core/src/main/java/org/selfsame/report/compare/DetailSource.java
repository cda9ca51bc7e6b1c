package org.selfsame.report.compare;

import java.io.IOException;
import org.selfsame.compare.Difference;
import org.selfsame.compare.detail.Detail;

/// Where reports get details from: they ask for some of them only.
@FunctionalInterface
public interface DetailSource {

    /// Nothing is known in detail.
    DetailSource NONE = difference -> new Detail.Nothing();

    /// The detail of a difference.
    ///
    /// @throws IOException if the host cannot read the image
    Detail of(Difference difference) throws IOException;
}
