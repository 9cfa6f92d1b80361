using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Kernel.Http;

/// <summary>
/// A number of more digits than a decimal has would be rounded while it is read. It is refused, so that a value is kept as it was sent.
/// </summary>
internal static class ExactNumbers
{
    private const int MostDigits = 28;

    private static readonly ConcurrentDictionary<Type, bool> HaveDecimals = new();

    /// <summary>Runs after authorisation, and after the body of a request with an idempotency key can be read twice.</summary>
    public static async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (await WhyNotAsync(http) is { } refusal) await refusal.ExecuteAsync(http);
        else await next(http);
    }

    private static async Task<Refusal?> WhyNotAsync(HttpContext http)
    {
        var request = http.Request;
        var type = http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        if (type is null || !request.HasJsonContentType() || !HaveDecimals.GetOrAdd(type, one => HasDecimal(one, []))) return null;

        request.EnableBuffering();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, http.RequestAborted);
        request.Body.Position = 0;
        return FirstInexact(body.GetBuffer().AsSpan(0, (int)body.Length)) is { } number
            ? CommonProblems.MalformedRequest($"The number {number} has more than {MostDigits} digits, and would be rounded.")
            : null;
    }

    private static string? FirstInexact(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.Number || IsExact(reader.ValueSpan)) continue;
                return Encoding.ASCII.GetString(reader.ValueSpan);
            }
        }
        catch (JsonException)
        {
            // Whoever reads the body says what is wrong with it.
        }
        return null;
    }

    // Zeros before the first digit, and after the last one of a fraction, are no digits of the value.
    private static bool IsExact(ReadOnlySpan<byte> number)
    {
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        var text = Encoding.ASCII.GetString(exponent < 0 ? number : number[..exponent]).TrimStart('-');
        var digits = text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').Replace(".", "", StringComparison.Ordinal) : text;
        return digits.TrimStart('0').Length <= MostDigits;
    }

    private static bool HasDecimal(Type type, HashSet<Type> seen)
    {
        var of = Nullable.GetUnderlyingType(type) ?? type;
        if (of == typeof(decimal)) return true;
        if (of.IsPrimitive || of == typeof(string) || !seen.Add(of)) return false;
        return of.GetGenericArguments().Any(argument => HasDecimal(argument, seen))
            || (of.Namespace?.StartsWith("System", StringComparison.Ordinal) != true
                && of.GetProperties().Any(member => HasDecimal(member.PropertyType, seen)));
    }
}
