using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.Tests.FirstHour;

/// <summary>What the editors make of a <c>.http</c> file: <c>@variables</c>, <c>###</c> between requests, <c># @name</c>, and <c>{{name.response.…}}</c> of those that were sent.</summary>
internal sealed partial class HttpFile(string text)
{
    private readonly Dictionary<string, string> variables = Variable().Matches(text).ToDictionary(variable => variable.Groups["name"].Value, variable => variable.Groups["value"].Value.Trim());
    private readonly Dictionary<string, Reply> replies = [];

    /// <summary>The requests in their order.</summary>
    public IReadOnlyList<Request> Requests { get; } = [.. Separator().Split(text)[1..].Select(Parse)];

    public void Set(string variable, string value)
    {
        Assert.Contains(variable, variables.Keys);
        variables[variable] = value;
    }

    public async Task<Reply> SendAsync(HttpClient http, Request request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), Fill(request.Address));
        if (request.Body.Length > 0) message.Content = new StringContent(Fill(request.Body), Encoding.UTF8);
        foreach (var (name, value) in request.Headers)
        {
            if (name == "Content-Type") message.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else Assert.True(message.Headers.TryAddWithoutValidation(name, Fill(value)));
        }
        using var reply = await http.SendAsync(message);
        return replies[request.Name] = new Reply((int)reply.StatusCode, reply.Headers.ToDictionary(header => header.Key, header => header.Value.Single()), await reply.Content.ReadAsStringAsync());
    }

    private string Fill(string line) => Placeholder().Replace(line, placeholder => placeholder.Groups["expression"].Value.Split('.') switch
    {
        [var variable] => Fill(variables[variable]),
        [var request, "response", "headers", var header] => replies[request].Headers[header],
        [var request, "response", "body", "$", .. var path] => path.Aggregate(replies[request].Json, (json, member) => json.GetProperty(member)).GetString()!,
        _ => throw new InvalidOperationException($"{placeholder.Value} is not understood."),
    });

    private static Request Parse(string block)
    {
        var lines = block.Split('\n').Select(line => line.TrimEnd()).ToList();
        var start = lines.FindIndex(line => RequestLine().IsMatch(line));
        var end = lines.FindIndex(start, line => line.Length == 0);
        var (method, address) = lines[start].Split(' ', 2) is [var verb, var rest] ? (verb, rest) : throw new FormatException(lines[start]);
        return new Request(
            Name().Match(block).Groups["name"].Value,
            int.Parse(Expected().Match(lines[0]).Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture),
            method,
            address,
            [.. lines[(start + 1)..end].Select(header => header.Split(": ", 2)).Select(header => (header[0], header[1]))],
            string.Join('\n', lines[end..]).Trim());
    }

    /// <param name="Name">How later requests call it.</param>
    /// <param name="Status">What it says that comes back.</param>
    /// <param name="Method">The method.</param>
    /// <param name="Address">With placeholders.</param>
    /// <param name="Headers">With placeholders.</param>
    /// <param name="Body">With placeholders; empty for none.</param>
    public sealed record Request(string Name, int Status, string Method, string Address, IReadOnlyList<(string Name, string Value)> Headers, string Body);

    public sealed record Reply(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    }

    [GeneratedRegex("^@(?<name>\\w+) *= *(?<value>.+)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex("^###", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex("\\{\\{(?<expression>[^}]+)\\}\\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^(GET|POST|PUT) ")]
    private static partial Regex RequestLine();

    [GeneratedRegex("^# @name (?<name>\\w+)\\r?$", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex("→ (?<status>\\d{3})$")]
    private static partial Regex Expected();
}
