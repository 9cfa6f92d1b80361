using System.Diagnostics;
using System.Net;
using Kernel.Hosting;
using Kernel.Tests.Shelf;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Testing;

namespace Kernel.Tests;

/// <summary>What is on the console.</summary>
public sealed class LogTests
{
    private const string Line = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z ";

    [Fact]
    public void A_line_has_time_level_trace_and_category()
    {
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        Assert.Matches($"{Line}info {activity.TraceId} Books: A book came\\.\n$", Written(LogLevel.Information, "A book came.", null));
    }

    [Fact]
    public void Input_of_a_caller_cannot_add_a_log_line() =>
        Assert.Matches($"{Line}info - Books: one  two\n$", Written(LogLevel.Information, "one\r\ntwo", null));

    [Fact]
    public void A_warning_has_the_failure_on_its_line_and_an_error_adds_the_place()
    {
        var error = new InvalidOperationException("the shelf is full");

        var warning = Written(LogLevel.Warning, "No.", error);
        Assert.Matches($"{Line}warn - Books: No\\. InvalidOperationException: the shelf is full\n$", warning);
        Assert.Equal(3, Written(LogLevel.Error, "No.", error).Split('\n').Length);
    }

    [Fact]
    public async Task A_process_logs_in_this_format_by_default()
    {
        Assert.Equal("plain", await FormatterOfAsync([]));
        Assert.Equal("json", await FormatterOfAsync(["--Logging:Console:FormatterName=json"]));
    }

    [Fact]
    public async Task The_log_line_of_a_one_time_link_has_the_outcome_and_hides_the_secret()
    {
        const string Secret = "s3cr3t";
        var log = new LogLines();
        await using var shelf = await ShelfApp.StartAsync(new ShelfSetup { Add = builder => builder.Logging.AddProvider(log) });
        await shelf.With(null).PostAsync($"{shelf.Books}/lent/{Secret}", new { title = "Casting" }).BodyAsync(HttpStatusCode.Created);
        var secrets = shelf.App.Services.GetRequiredService<SecretPaths>();

        var line = await Eventually.GetAsync(() => Task.FromResult(log.All.FirstOrDefault(entry => entry.Category == "Platform.Requests")));
        var told = secrets.Hide(line.Message);

        Assert.Matches($"^POST {shelf.Books}/lent/\\{{token}} 201 in [0-9]+ ms, client -, organisation -$", told);
        Assert.Equal(told, secrets.Hide(told));
        Assert.Equal(
            $"{shelf.Books}/lent/{{token}} at {shelf.Books}/lent/{{token}}",
            secrets.Hide($"{shelf.Books}/lent/{{token}} at {shelf.Books}/lent/{Secret} for"));
        Assert.Equal($"{shelf.Books}/lent/{{token}}", secrets.Hide($"{shelf.Books}/lent/{{token}}{Secret}"));
    }

    [Fact]
    public async Task A_health_check_leaves_no_log_line()
    {
        var log = new LogLines();
        await using var shelf = await ShelfApp.StartAsync(new ShelfSetup { Add = builder => builder.Logging.AddProvider(log) });
        await shelf.With(null).GetAsync("/health/ready").BodyAsync();
        await shelf.With(null).GetAsync("/health/live").BodyAsync();
        await shelf.As("bpc").GetAsync(shelf.Books).BodyAsync();

        await Eventually.GetAsync(
            () => Task.FromResult(Requests().FirstOrDefault(line => line.Contains(shelf.Books, StringComparison.Ordinal))));

        Assert.Single(Requests());

        IEnumerable<string> Requests() => log.All.Where(entry => entry.Category == "Platform.Requests").Select(entry => entry.Message);
    }

    private static async Task<string?> FormatterOfAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults("shelf");
        await using var app = builder.Build();
        return app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
    }

    private static string Written(LogLevel level, string message, Exception? error)
    {
        using var services = new ServiceCollection().AddRouting().AddLogging().BuildServiceProvider();
        using var text = new StringWriter { NewLine = "\n" };
        var entry = new LogEntry<string>(level, "Books", default, message, error, (state, _) => state);
        new PlainConsole(new SecretPaths(services)).Write(entry, null, text);
        return text.ToString();
    }
}
