namespace VocationalPlatform.Client;

/// <summary>A request did not pass, or its reply could not be read.</summary>
/// <param name="message">What happened.</param>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="response">The body, as it came.</param>
/// <param name="headers">The headers, such as <c>Trace-Id</c>, which operations can follow.</param>
/// <param name="innerException">Why the body could not be read.</param>
public class ApiException(
    string message,
    int statusCode,
    string? response,
    IReadOnlyDictionary<string, IEnumerable<string>> headers,
    Exception? innerException) : Exception(message, innerException)
{
    /// <summary>The HTTP status.</summary>
    public int StatusCode => statusCode;

    /// <summary>The body, as it came.</summary>
    public string? Response => response;

    /// <summary>The headers, by their names.</summary>
    public IReadOnlyDictionary<string, IEnumerable<string>> Headers => headers;

    /// <summary>Why the request was refused; null where the reply came from something else, such as a proxy.</summary>
    public virtual Problem? Problem => null;

    /// <summary>After how long the same request may pass; with 409 <c>not-yet-known</c>, 429 and 503.</summary>
    public TimeSpan? RetryAfter => headers.TryGetValue("Retry-After", out var values) && int.TryParse(values.First(), out var seconds)
        ? TimeSpan.FromSeconds(seconds)
        : null;

    internal static ApiException Of(int status, string text, IReadOnlyDictionary<string, IEnumerable<string>> headers)
    {
        try
        {
            var problem = ApiJson.Read<Problem>(text, status, headers);
            return new ApiException<Problem>(problem.Title, status, text, headers, problem, null);
        }
        catch (ApiException error)
        {
            return error;
        }
    }
}

/// <summary>A request was refused, and the reply says why.</summary>
/// <typeparam name="T">What the reply holds: a <see cref="Client.Problem"/>.</typeparam>
/// <param name="message">What the OpenAPI document says of the reply.</param>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="response">The body, as it came.</param>
/// <param name="headers">The headers.</param>
/// <param name="result">The body, as it was read.</param>
/// <param name="innerException">Null: the body was read.</param>
public sealed class ApiException<T>(
    string message,
    int statusCode,
    string? response,
    IReadOnlyDictionary<string, IEnumerable<string>> headers,
    T result,
    Exception? innerException) : ApiException(message, statusCode, response, headers, innerException)
{
    /// <summary>The body, as it was read.</summary>
    public T Result => result;

    /// <inheritdoc/>
    public override Problem? Problem => result as Problem;

    /// <summary>Status, type, rule and detail of the problem.</summary>
    public override string Message => Problem is { } problem
        ? $"{StatusCode} {problem.Type}{(problem.Rule is null ? "" : $" ({problem.Rule})")}: {problem.Detail ?? problem.Title}"
        : base.Message;
}
