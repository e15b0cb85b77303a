package org.knime.core.node;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A logger per class, on top of the JDK's logging: set levels and handlers there. */
public final class NodeLogger {

    private static final ConcurrentMap<String, NodeLogger> LOGGERS = new ConcurrentHashMap<>();

    /** How much a message matters. */
    public enum LEVEL {
        DEBUG, INFO, WARN, ERROR, FATAL, ALL, OFF
    }

    private final Logger logger;

    private NodeLogger(final String name) {
        logger = Logger.getLogger(name);
    }

    public static NodeLogger getLogger(final Class<?> owner) {
        return getLogger(owner.getName());
    }

    public static NodeLogger getLogger(final String name) {
        return LOGGERS.computeIfAbsent(name, NodeLogger::new);
    }

    private void log(final Level level, final Object message, final Throwable thrown) {
        if (logger.isLoggable(level)) {
            final var text = message instanceof Supplier<?> supplier ? supplier.get() : message;
            logger.log(level, Objects.toString(text), thrown);
        }
    }

    public void debug(final Object message) {
        log(Level.FINE, message, null);
    }

    public void debug(final Throwable thrown) {
        log(Level.FINE, thrown.getMessage(), thrown);
    }

    public void debug(final Supplier<Object> message) {
        log(Level.FINE, message, null);
    }

    public void debug(final Object message, final Throwable thrown) {
        log(Level.FINE, message, thrown);
    }

    public void debugWithFormat(final String format, final Object... arguments) {
        debug((Supplier<Object>)() -> String.format(format, arguments));
    }

    public void info(final Object message) {
        log(Level.INFO, message, null);
    }

    public void info(final Throwable thrown) {
        log(Level.INFO, thrown.getMessage(), thrown);
    }

    public void info(final Supplier<Object> message) {
        log(Level.INFO, message, null);
    }

    public void info(final Object message, final Throwable thrown) {
        log(Level.INFO, message, thrown);
    }

    public void infoWithFormat(final String format, final Object... arguments) {
        info((Supplier<Object>)() -> String.format(format, arguments));
    }

    public void warn(final Object message) {
        log(Level.WARNING, message, null);
    }

    public void warn(final Throwable thrown) {
        log(Level.WARNING, thrown.getMessage(), thrown);
    }

    public void warn(final Supplier<Object> message) {
        log(Level.WARNING, message, null);
    }

    public void warn(final Object message, final Throwable thrown) {
        log(Level.WARNING, message, thrown);
    }

    public void warnWithFormat(final String format, final Object... arguments) {
        warn((Supplier<Object>)() -> String.format(format, arguments));
    }

    public void error(final Object message) {
        log(Level.SEVERE, message, null);
    }

    public void error(final Throwable thrown) {
        log(Level.SEVERE, thrown.getMessage(), thrown);
    }

    public void error(final Supplier<Object> message) {
        log(Level.SEVERE, message, null);
    }

    public void error(final Object message, final Throwable thrown) {
        log(Level.SEVERE, message, thrown);
    }

    public void errorWithFormat(final String format, final Object... arguments) {
        error((Supplier<Object>)() -> String.format(format, arguments));
    }

    /** Reports a programming error. */
    public void coding(final Object message) {
        error("CODING PROBLEM\t" + message);
    }

    public void coding(final Object message, final Throwable thrown) {
        error("CODING PROBLEM\t" + message, thrown);
    }

    public boolean isDebugEnabled() {
        return logger.isLoggable(Level.FINE);
    }

    public boolean isInfoEnabled() {
        return logger.isLoggable(Level.INFO);
    }

    public LEVEL getLevel() {
        final var level = Optional.ofNullable(logger.getLevel()).orElse(Level.INFO).intValue();
        if (level <= Level.FINE.intValue()) {
            return LEVEL.DEBUG;
        }
        return level <= Level.INFO.intValue() ? LEVEL.INFO : level <= Level.WARNING.intValue() ? LEVEL.WARN : LEVEL.ERROR;
    }
}
