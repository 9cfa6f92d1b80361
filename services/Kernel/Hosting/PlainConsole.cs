using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Kernel.Hosting;

/// <summary>The console log. An entry is one line with time (UTC), level and trace id; an error's stack trace follows.</summary>
internal sealed class PlainConsole(SecretPaths secrets) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plain";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var time = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var trace = Activity.Current?.TraceId.ToString() ?? "-";
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var why = logEntry.Exception is { } error ? $" {error.GetType().Name}: {error.Message}" : "";
        textWriter.WriteLine($"{time} {Word(logEntry.LogLevel)} {trace} {logEntry.Category}: {OneLine(secrets.Hide(message + why))}");
        if (logEntry is { LogLevel: >= LogLevel.Error, Exception: { } failure }) textWriter.WriteLine(secrets.Hide(failure.ToString()));
    }

    // A line break in a caller's header or name could imitate a log entry.
    private static string OneLine(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)) : text;

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "fatal",
    };
}
