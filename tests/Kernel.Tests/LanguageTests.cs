using System.Net;
using Kernel.Tests.Shelf;
using Testing;

namespace Kernel.Tests;

/// <summary>A refusal is told in the caller's language; its type, rule, facts and change are the same in both.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("en", false)]
    [InlineData("zh", true)]
    [InlineData("zh-CN", true)]
    [InlineData("zh-Hans-CN, en;q=0.5", true)]
    [InlineData("en;q=0.9, zh;q=0.5", false)]
    [InlineData("zh;q=0.5, en;q=0.9", false)]
    [InlineData("fr, zh;q=0.5", true)]
    [InlineData("zh;q=0, en", false)]
    [InlineData("fr", false)]
    public async Task A_refusal_is_told_in_the_language_that_the_caller_prefers(string? accepted, bool chinese)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        using var reply = await AskAsync(shelf, $"{shelf.Books}/{Guid.Empty}", accepted);

        Assert.Equal(chinese ? "zh-CN" : "en", Assert.Single(reply.Content.Headers.ContentLanguage));
        Assert.Contains("Accept-Language", reply.Headers.Vary);
        var problem = await reply.ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal(chinese, IsChinese(problem.GetProperty("title").GetString()!));
        Assert.Equal(chinese, IsChinese(problem.GetProperty("detail").GetString()!));
    }

    [Theory]
    [InlineData("?nonsense=1", "nonsense")]
    [InlineData("?limit=many", "200")]
    public async Task A_value_in_a_detail_is_the_same_in_both_languages(string query, string value)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        foreach (var language in (string[])["en", "zh"])
        {
            using var reply = await AskAsync(shelf, shelf.Books + query, language);

            var problem = await reply.ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
            Assert.Contains(value, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Equal(language == "zh", IsChinese(problem.GetProperty("detail").GetString()!));
        }
    }

    [Fact]
    public async Task A_caller_without_a_token_is_told_in_its_language()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        using var client = new HttpClient { BaseAddress = shelf.As("bpc").BaseAddress };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "zh");

        var problem = await client.GetAsync(shelf.Books, TestContext.Current.CancellationToken)
            .ShouldBeProblemAsync("unauthenticated", HttpStatusCode.Unauthorized);

        Assert.True(IsChinese(problem.GetProperty("title").GetString()!));
    }

    private static async Task<HttpResponseMessage> AskAsync(ShelfApp shelf, string path, string? accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted is not null) request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        return await shelf.As("bpc").SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static bool IsChinese(string text) => text.Any(character => character is >= '\u4e00' and <= '\u9fff');
}
