package org.knime.core.node.message;

import java.util.List;
import java.util.Objects;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;

/** What a node tells its user: a summary, at most one issue in detail, and ways to resolve it. */
public final class Message {

    private final String summary;

    private final String issue;

    private final List<String> resolutions;

    Message(final String summary, final String issue, final List<String> resolutions) {
        this.summary = summary;
        this.issue = issue;
        this.resolutions = List.copyOf(resolutions);
    }

    public static MessageBuilder builder() {
        return new MessageBuilder();
    }

    public MessageBuilder modify() {
        return new MessageBuilder(this);
    }

    public static Message fromSummary(final String summary) {
        return builder().withSummary(summary).build().orElseThrow(Message::noSummary);
    }

    public static Message fromSummaryWithResolution(final String summary, final String... res) {
        return builder().withSummary(summary).addResolutions(res).build().orElseThrow(Message::noSummary);
    }

    public static Message fromRowIssue(final String summary, final int portIndex, final long row, final int column,
        final String description) {
        return builder().withSummary(summary).addRowIssue(portIndex, column, row, description).build()
            .orElseThrow(Message::noSummary);
    }

    private static IllegalArgumentException noSummary() {
        return new IllegalArgumentException("A message needs a summary.");
    }

    public String getSummary() {
        return summary;
    }

    public static String getSummaryFrom(final Message message) {
        return message == null ? null : message.getSummary();
    }

    String issue() {
        return issue;
    }

    public List<String> getResolutions() {
        return resolutions;
    }

    /** The summary, followed by the issue on lines of its own. */
    public String toLogPrintable() {
        return issue == null ? summary : summary + "\n" + issue;
    }

    public InvalidSettingsException toInvalidSettingsException() {
        return new InvalidSettingsException(summary);
    }

    public InvalidSettingsException toInvalidSettingsException(final Throwable cause) {
        return new InvalidSettingsException(summary, cause);
    }

    public KNIMEException toKNIMEException() {
        return KNIMEException.of(this);
    }

    public KNIMEException toKNIMEException(final Throwable cause) {
        return KNIMEException.of(this, cause);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Message m && summary.equals(m.summary) && Objects.equals(issue, m.issue)
            && resolutions.equals(m.resolutions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(summary, issue, resolutions);
    }

    @Override
    public String toString() {
        return "summary=" + summary + ", issue=" + issue + ", resolutions=" + resolutions;
    }
}
