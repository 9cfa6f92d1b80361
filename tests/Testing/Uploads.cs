using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Testing;

/// <summary>Imports as a partner sends them.</summary>
public static class Uploads
{
    public const string Csv = "text/csv";
    public const string Ndjson = "application/x-ndjson";

    /// <summary>Sends an upload.</summary>
    public static Task<HttpResponseMessage> ImportAsync(
        this HttpClient client, string api, string kind, byte[] upload, string type = Csv, string mode = "import", string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{api}/imports?kind={kind}&mode={mode}")
        {
            Content = new ByteArrayContent(upload) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } },
        };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        // As curl does for a long body: a refusal comes before the body is sent.
        if (upload.Length > 1024 * 1024) request.Headers.ExpectContinue = true;
        return client.SendAsync(request);
    }

    /// <summary>Sends an upload in UTF-8.</summary>
    public static Task<HttpResponseMessage> ImportAsync(
        this HttpClient client, string api, string kind, string upload, string type = Csv, string mode = "import", string? key = null) =>
        client.ImportAsync(api, kind, Encoding.UTF8.GetBytes(upload), type, mode, key);

    /// <summary>The import at its end.</summary>
    public static async Task<JsonElement> EndedAsync(this HttpClient client, Task<HttpResponseMessage> sent)
    {
        using var reply = await sent;
        await reply.BodyAsync(HttpStatusCode.Accepted);
        return await client.EndedAsync(reply.Headers.Location!);
    }

    /// <inheritdoc cref="EndedAsync(HttpClient, Task{HttpResponseMessage})"/>
    public static async Task<JsonElement> EndedAsync(this HttpClient client, Uri import)
    {
        JsonElement job = default;
        await Eventually.TrueAsync(
            async () => (job = await client.GetAsync(import).BodyAsync()).Text("state") is not ("received" or "running"),
            () => job.ToString());
        return job;
    }

    /// <summary>How many rows were read, accepted, unchanged and refused.</summary>
    public static (long Read, long Accepted, long Unchanged, long Refused) Counts(this JsonElement import)
    {
        long Of(string member) => import.GetProperty(member).GetInt64();
        return (Of("rowsRead"), Of("accepted"), Of("unchanged"), Of("refused"));
    }

    /// <summary>The report of an import, as it is sent.</summary>
    public static async Task<string> ReportAsync(this HttpClient client, string api, JsonElement import)
    {
        using var reply = await client.GetAsync(new Uri($"{api}/imports/{import.Text("id")}/report", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return Encoding.UTF8.GetString(await reply.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The refused rows of a CSV report whose cells have no comma, each by column.</summary>
    public static IReadOnlyList<Dictionary<string, string>> Rows(string report)
    {
        var lines = report.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var columns = Cells(lines[0]);
        return [.. lines.Skip(1).Select(line => columns.Zip(Cells(line)).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    private static List<string> Cells(string line)
    {
        var (cells, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[i++]);
            else if (line[i] == '"') isQuoted = !isQuoted;
            else if (line[i] == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(line[i]);
        }
        return [.. cells, cell.ToString()];
    }
}
