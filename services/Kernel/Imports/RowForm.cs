using System.Buffers;
using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.Extensions.Validation;

namespace Kernel.Imports;

/// <summary>Makes the body of the single operation from a row, and validates it as the operation does. One reader uses it.</summary>
internal sealed class RowForm : IDisposable
{
    private readonly ImportKind kind;
    private readonly JsonSerializerOptions json;
    private readonly ValidationOptions validation;
    private readonly IServiceProvider services;
    private readonly IReadOnlyList<Member> key;
    private readonly IReadOnlyList<Member> request;
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter writer;

    public RowForm(ImportKind kind, JsonSerializerOptions json, ValidationOptions validation, IServiceProvider services)
    {
        (this.kind, this.json, this.validation, this.services) = (kind, json, validation, services);
        key = kind.Key is null ? [] : Member.Of(kind.Key, json);
        request = Member.Of(kind.Request, json);
        writer = new Utf8JsonWriter(buffer);
    }

    /// <summary>The members of a row.</summary>
    public static IReadOnlyList<Member> MembersOf(ImportKind kind, JsonSerializerOptions json) =>
        [.. kind.Key is null ? [] : Member.Of(kind.Key, json), .. Member.Of(kind.Request, json)];

    public Header HeaderOf(IReadOnlyList<string> columns) => new(columns, key, request);

    /// <summary>A row of a CSV.</summary>
    public async ValueTask<ReadRow> ReadAsync(ReadRow row, Header header)
    {
        var cells = row.Cells!;
        foreach (var cell in cells) if (WhyUnreadable(cell) is { } broken) return row.Refused(broken);
        return await ReadAsync(
            row,
            kind.Key is null ? default : Written(() => header.WriteKey(writer, cells)),
            Written(() => header.WriteRequest(writer, cells)));
    }

    /// <summary>A line of an NDJSON: one object with the members of the path and those of the body.</summary>
    public async ValueTask<ReadRow> ReadAsync(ReadRow row)
    {
        if (WhyUnreadable(row.Line!) is { } broken) return row.Refused(broken);
        var isPlain = kind.Key is null && !row.Line!.Contains(ReportLine.Refused, StringComparison.Ordinal);
        if (isPlain) return await ReadAsync(row, default, Encoding.UTF8.GetBytes(row.Line!));
        JsonObject? members;
        try
        {
            members = JsonNode.Parse(row.Line!) as JsonObject;
        }
        catch (JsonException)
        {
            members = null;
        }
        if (members is null) return row.Refused(ImportProblems.NoLine());
        members.Remove(ReportLine.Refused);
        var inPath = new JsonObject();
        foreach (var member in key) if (members.Remove(member.Name, out var value)) inPath[member.Name] = value;
        return await ReadAsync(
            row, JsonSerializer.SerializeToUtf8Bytes(inPath), JsonSerializer.SerializeToUtf8Bytes(members));
    }

    private async ValueTask<ReadRow> ReadAsync(ReadRow row, ReadOnlyMemory<byte> inPath, ReadOnlyMemory<byte> body)
    {
        try
        {
            var named = kind.Key is null ? null : JsonSerializer.Deserialize(inPath.Span, kind.Key, json);
            var made = JsonSerializer.Deserialize(body.Span, kind.Request, json);
            if (made is null) return row.Refused(ImportProblems.NoLine());
            var refusal = (named is null ? null : await ValidateAsync(named)) ?? await ValidateAsync(made);
            return refusal is null
                ? row with { Key = named, Request = made, Once = kind.OnceOf(named, made) }
                : row with { Refusal = refusal };
        }
        catch (JsonException wrong)
        {
            var words = PlainWords.OfReader(wrong.Message);
            var refusal = CommonProblems.MalformedRequest($"At {wrong.Path ?? "$"}: {words}");
            return row with { Refusal = new RowRefusal(ColumnOf(wrong), refusal) };
        }
    }

    private byte[] Written(Action write)
    {
        buffer.ResetWrittenCount();
        writer.Reset();
        write();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => writer.Dispose();

#pragma warning disable ASP0029 // The framework validates bodies with it, and a row is validated as a body.
    private async ValueTask<RowRefusal?> ValidateAsync(object value)
    {
        if (!validation.TryGetValidatableTypeInfo(value.GetType(), out var rules)) return null;
        var context = new ValidateContext
        {
            ValidationOptions = validation,
            ValidationContext = new ValidationContext(value, value.GetType().Name, services, null),
        };
        await rules.ValidateAsync(value, context, CancellationToken.None);
#pragma warning restore ASP0029
        if (context.ValidationErrors is not { Count: > 0 } errors) return null;
        var named = PlainWords.OfValidation(errors.ToDictionary(error => error.Key, error => error.Value));
        var (column, mistakes) = named.First();
        var refusal = CommonProblems.NotValid(Wording.AsItIs(string.Join(' ', mistakes)), named);
        return new RowRefusal(column.Length == 0 ? null : column, refusal);
    }

    private static Refusal? WhyUnreadable(string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? CommonProblems.MalformedRequest("Text must not have the character U+0000.")
        : text.Contains('\uFFFD', StringComparison.Ordinal) ? ImportProblems.UnreadableBytes("of the named charset")
        : null;

    // A missing or unknown member is named in the message, and another one by its path.
    private static string? ColumnOf(JsonException wrong)
    {
        var isNamed = wrong.Message.Contains("including: ", StringComparison.Ordinal)
            || wrong.Message.Contains("could not be mapped", StringComparison.Ordinal);
        if (isNamed && wrong.Message.Split("including: ")[^1].Split('\'') is [_, var member, ..]) return member;
        var path = wrong.Path?.TrimStart('$', '.') ?? "";
        return path.Length == 0 ? null : path.Split('[')[0];
    }
}

/// <summary>A row as it was read, and what it asks for.</summary>
/// <param name="Number">Its number; 1 is the first one after the header.</param>
internal sealed record ReadRow(long Number)
{
    /// <summary>Of a CSV.</summary>
    public string[]? Cells { get; init; }

    /// <summary>Of an NDJSON.</summary>
    public string? Line { get; init; }

    /// <summary>What the single operation has in its path.</summary>
    public object? Key { get; init; }

    /// <summary>The body of the single operation; null if the row cannot be read.</summary>
    public object? Request { get; init; }

    /// <summary>What only one row may have.</summary>
    public string? Once { get; init; }

    /// <summary>Why the row cannot be read.</summary>
    public RowRefusal? Refusal { get; init; }

    public ReadRow Refused(Refusal refusal) => this with { Refusal = new RowRefusal(null, refusal) };
}
