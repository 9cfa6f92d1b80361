using Microsoft.AspNetCore.Http;

namespace Kernel.Http;

/// <summary>A part of the request, such as a header, cannot be read. It is told in the caller's language.</summary>
/// <param name="told">What is wrong, and what to send.</param>
/// <param name="status">The HTTP status.</param>
/// <param name="inner">What the reader said.</param>
public sealed class BadRequestException(Wording told, int status = StatusCodes.Status400BadRequest, Exception? inner = null)
    : BadHttpRequestException(told.ToString(), status, inner ?? new FormatException())
{
    public Wording Wording => told;
}
