using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.Tests.FirstHour;

/// <summary>
/// What editors make of a <c>.http</c> file: <c>@variables</c>, <c>###</c> between requests, <c># @name</c>, and <c>{{name.response.…}}</c>
/// of those that were sent.
/// A title ends with the expected answer: <c>→ 201</c>, or <c>→ 422 headcount</c> with the last part of the problem's type.
/// </summary>
internal sealed partial class HttpFile(string text)
{
    private readonly Dictionary<string, string> variables = Variable().Matches(text)
        .ToDictionary(variable => variable.Groups["name"].Value, variable => variable.Groups["value"].Value.Trim());
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
        return replies[request.Name] = new Reply(
            (int)reply.StatusCode,
            reply.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)),
            await reply.Content.ReadAsStringAsync());
    }

    private string Fill(string line) => Placeholder().Replace(line, placeholder => placeholder.Groups["expression"].Value.Split('.') switch
    {
        [var variable] => Fill(variables[variable]),
        [var request, "response", "headers", var header] => replies[request].Headers[header],
        [var request, "response", "body", "$", .. var path] =>
            $"{path.SelectMany(part => part.Split('[')).Aggregate(replies[request].Json, Step)}",
        _ => throw new InvalidOperationException($"{placeholder.Value} is not understood."),
    });

    private static JsonElement Step(JsonElement json, string part) =>
        part.EndsWith(']') ? json[int.Parse(part[..^1], CultureInfo.InvariantCulture)] : json.GetProperty(part);

    private static Request Parse(string block)
    {
        var lines = block.Split('\n').Select(line => line.TrimEnd()).ToList();
        var start = lines.FindIndex(line => RequestLine().IsMatch(line));
        var end = lines.FindIndex(start, line => line.Length == 0) is >= 0 and var blank ? blank : lines.Count;
        var expected = Expected().Match(lines[0]);
        if (!expected.Success) throw new FormatException($"\"{lines[0]}\" does not end with the expected answer, such as → 200.");
        var (method, address) = lines[start].Split(' ', 2) is [var verb, var rest] ? (verb, rest) : throw new FormatException(lines[start]);
        return new Request(
            Name().Match(block) is { Success: true } name ? name.Groups["name"].Value : lines[0],
            int.Parse(expected.Groups["status"].Value, CultureInfo.InvariantCulture),
            expected.Groups["type"].Value,
            method,
            address,
            [.. lines[(start + 1)..end].Select(header => header.Split(": ", 2)).Select(header => (header[0], header[1]))],
            string.Join('\n', lines[end..]).Trim());
    }

    /// <param name="Name">How later requests call it; its title where it has no name.</param>
    /// <param name="Status">The status that its title expects.</param>
    /// <param name="Type">The last part of the problem's type that its title expects; empty for none.</param>
    /// <param name="Method">The method.</param>
    /// <param name="Address">With placeholders.</param>
    /// <param name="Headers">With placeholders.</param>
    /// <param name="Body">With placeholders; empty for none.</param>
    public sealed record Request(
        string Name, int Status, string Type, string Method, string Address, IReadOnlyList<(string Name, string Value)> Headers,
        string Body);

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

    [GeneratedRegex("^(GET|HEAD|POST|PUT|DELETE) ")]
    private static partial Regex RequestLine();

    [GeneratedRegex("^# @name (?<name>\\w+)\\r?$", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex("→ (?<status>\\d{3})( (?<type>[a-z-]+))?$")]
    private static partial Regex Expected();
}
