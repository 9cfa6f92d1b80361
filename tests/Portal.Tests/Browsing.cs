using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests;

/// <summary>What the tests do with a page.</summary>
internal static class Browsing
{
    private const float Milliseconds = 30_000;

    private static readonly LocatorAssertionsToHaveTextOptions Patience = new() { Timeout = Milliseconds };
    private static readonly LocatorAssertionsToContainTextOptions PatienceWithin = new() { Timeout = Milliseconds };

    /// <summary>Signs in as one of the local issuer's people, and comes to a page.</summary>
    public static async Task SignInAsync(this IPage page, string person, string path = "/")
    {
        await page.GotoAsync(path == "/" ? "/sign-in" : path);
        await page.Locator($"[id='{person}']").ClickAsync();
    }

    public static Task ShouldBeTitledAsync(this IPage page, string title) => Expect(page.Locator("h1")).ToHaveTextAsync(title, Patience);

    public static Task ShouldSayAsync(this IPage page, string text) =>
        Expect(page.Locator("body")).ToContainTextAsync(text, PatienceWithin);

    /// <summary>WCAG 2.2 AA, as far as a program can tell.</summary>
    public static async Task ShouldBeAccessibleAsync(this IPage page)
    {
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => $"{page.Url}: {violation.Id} at {Places(violation)}: {violation.Help}"));
    }

    /// <summary>Nothing is wider than the screen, so nobody scrolls in two directions.</summary>
    public static async Task ShouldFitAsync(this IPage page)
    {
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(width <= page.ViewportSize!.Width, $"{page.Url} is {width} pixels wide on a screen of {page.ViewportSize.Width}.");
    }

    private static string Places(AxeResultItem violation) => string.Join(", ", violation.Nodes.Select(node => $"{node.Target}"));
}
