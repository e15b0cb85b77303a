package org.elbow.offline.headless;

import java.io.File;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs a workflow folder from the command line: {@code FOLDER [--variable name=value]… [--out DIR]}.
 *
 * <p>The system property {@value #PLUGIN_FILES} names files that register nodes and port types (separated as class paths are),
 * where the class path holds none.
 */
public final class Main {

    /** The system property that names further files which register nodes and port types. */
    public static final String PLUGIN_FILES = "org.elbow.offline.plugin-files";

    private static final String USAGE = "usage: run-workflow FOLDER [--variable name=value]... [--out DIR]";
    private static final long CLEANING_UP_SECONDS = 60;

    private Main() {
    }

    /** @param arguments see the class */
    public static void main(final String[] arguments) {
        final var console = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, console));
    }

    /** Runs and says how it went: 0 if all is well, 1 if a node failed or the workflow cannot be run, 2 for wrong usage. */
    static int run(final String[] arguments, final PrintStream console) {
        final RunOptions options;
        try {
            options = options(List.of(arguments), console);
        } catch (final WorkflowException ex) {
            console.println("error: " + ex.getMessage());
            console.println(USAGE);
            return 2;
        }
        final var runner = new HeadlessRunner(options);
        final var ended = new CountDownLatch(1);
        final var onInterrupt = new Thread(() -> {
            runner.cancel();
            try {
                ended.await(CLEANING_UP_SECONDS, TimeUnit.SECONDS);
            } catch (final InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }, "cancel the run");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            return runner.run().exitCode();
        } finally {
            ended.countDown();
            removeHook(onInterrupt);
        }
    }

    private static void removeHook(final Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (final IllegalStateException ex) { // NOSONAR the machine is going down already, by the hook itself
            return;
        }
    }

    private static RunOptions options(final List<String> arguments, final PrintStream console)
        throws WorkflowException {
        Path folder = null;
        Path output = null;
        final Map<String, String> variables = new LinkedHashMap<>();
        for (final var rest = arguments.iterator(); rest.hasNext();) {
            final var argument = rest.next();
            if (argument.equals("--variable") || argument.startsWith("--variable=")) {
                addVariable(value(argument, rest), variables);
            } else if (argument.equals("--out") || argument.startsWith("--out=")) {
                output = path(value(argument, rest));
            } else if (argument.startsWith("--")) {
                throw new WorkflowException("There is no option " + argument + ".");
            } else if (folder != null) {
                throw new WorkflowException("Two workflow folders are named, " + folder + " and " + argument + ".");
            } else {
                folder = path(argument);
            }
        }
        if (folder == null) {
            throw new WorkflowException("No workflow folder is named.");
        }
        return new RunOptions(folder, variables, Optional.ofNullable(output), Main.class.getClassLoader(), pluginFiles(),
            console, System.console() != null);
    }

    private static String value(final String argument, final Iterator<String> rest)
        throws WorkflowException {
        final int equals = argument.indexOf('=');
        if (equals >= 0) {
            return argument.substring(equals + 1);
        }
        if (!rest.hasNext()) {
            throw new WorkflowException("The option " + argument + " lacks its value.");
        }
        return rest.next();
    }

    private static void addVariable(final String assignment, final Map<String, String> variables)
        throws WorkflowException {
        final int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw new WorkflowException("The variable \"" + assignment + "\" is not of the form name=value.");
        }
        if (variables.put(assignment.substring(0, equals), assignment.substring(equals + 1)) != null) {
            throw new WorkflowException("The variable \"" + assignment.substring(0, equals) + "\" is set twice.");
        }
    }

    private static Path path(final String text) throws WorkflowException {
        try {
            return Path.of(text);
        } catch (final InvalidPathException ex) {
            throw new WorkflowException("\"" + text + "\" is no path: " + WorkflowException.reason(ex), ex);
        }
    }

    private static List<URL> pluginFiles() throws WorkflowException {
        final List<URL> files = new ArrayList<>();
        final var property = System.getProperty(PLUGIN_FILES, "");
        for (final var file : property.isEmpty() ? new String[0] : property.split(File.pathSeparator)) {
            try {
                files.add(path(file).toUri().toURL());
            } catch (final MalformedURLException ex) {
                throw new WorkflowException("\"" + file + "\" is no file: " + WorkflowException.reason(ex), ex);
            }
        }
        return files;
    }
}
