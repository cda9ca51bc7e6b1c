/// A comparison as text, Markdown, HTML, JSON, and as diffoscope writes it; and diffoscope's reports read.
@NullMarked
package org.selfsame.report.compare;

import org.jspecify.annotations.NullMarked;
