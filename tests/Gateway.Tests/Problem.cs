using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Gateway.Tests;

internal static class Problem
{
    public static async Task ShouldBeProblemAsync(this HttpResponseMessage reply, HttpStatusCode status, string type)
    {
        Assert.Equal(status, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        var problem = await reply.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal($"/problems/{type}", problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
    }
}
