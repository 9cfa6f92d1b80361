using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// Everybody verifies a certificate by its printed number, without an account (D19). An unknown number, a text that is none, and the number
/// of a holder whose name was erased (D44) answer the same.
/// </summary>
/// <remarks>The parameter's name keeps the number out of logs and traces.</remarks>
public static class VerifyCertificate
{
    /// <param name="Number">The number, as it is printed.</param>
    /// <param name="IsValid">Whether the certificate is in force today.</param>
    /// <param name="ValidFrom">The first day that it states.</param>
    /// <param name="ValidUntil">The last day that it states.</param>
    /// <param name="Level"><c>junior</c>, <c>intermediate</c> or <c>senior</c>.</param>
    /// <param name="Issuer">The name of the institution that granted it.</param>
    /// <param name="Holder">The holder's name as the institution prints it; null if it prints none.</param>
    public sealed record Verification(
        string Number, bool IsValid, DateOnly ValidFrom, DateOnly ValidUntil, [property: OneOf(typeof(Level))] string Level,
        string Issuer, string? Holder);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/verifications/{token}", HandleAsync)
        .WithName(nameof(VerifyCertificate)).WithSummary("Verify a certificate by its printed number").AllowAnonymous();

    private static async Task<Results<Ok<Verification>, Refusal>> HandleAsync(string token, Db db, Today today, CancellationToken ct)
    {
        if (CertificateNumber.Read(token) is not { } number) return CommonProblems.NotFound();
        if (await CertificateRow.FindByNumberAsync(db, number, ct) is not { } certificate) return CommonProblems.NotFound();
        var holder = certificate.NameId is { } name ? await PersonalValues.FindAsync(db, name, ct) : null;
        if (certificate.NameId is not null && holder is null) return CommonProblems.NotFound();

        var issuer = await db.FindAsync<string>(
            "SELECT COALESCE(name, code) FROM faculty.institution WHERE code = @Institution", new { certificate.Institution }, ct);
        var isValid = certificate.InForce.Any(days => days.Covers(today.Value));
        return TypedResults.Ok(new Verification(
            number, isValid, certificate.ValidFrom, certificate.ValidUntil, certificate.Level, issuer ?? certificate.Institution, holder));
    }
}
