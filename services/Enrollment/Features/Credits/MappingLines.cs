using Enrollment.Features.Articulations;
using Enrollment.Features.Certificates;
using Enrollment.Features.Modules;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Credits;

/// <summary>The lines of a proposed mapping: codes of their own, and majors, types, levels and modules that are there (D12, S14).</summary>
internal static class MappingLines
{
    public static async Task<Refusal?> WhyNotAsync(UnitOfWork work, Articulation articulation, IReadOnlyList<MappingLine> lines)
    {
        if (lines.GroupBy(line => line.Code).FirstOrDefault(same => same.Count() > 1) is { } twice) return Problems.LineTwice(twice.Key);
        foreach (var line in lines)
        {
            if (MappingLineFit.Judge(line) is { Passes: false } unfit) return Problems.LineUnfit(unfit);
            string[] majors = [.. articulation.Owners.Select(owner => owner.Major)];
            if (line.Major is not null && !majors.Contains(line.Major)) return Problems.LineOfAnotherMajor(line.Code, line.Major, majors);
            if (line.Type is null) continue;
            if (await XCertificateTypeRow.FindAsync(work, line.Type) is not { } type) return Problems.NoSuchXCertificateType(line.Type);
            if (!type.Levels.Contains(line.Level!)) return Problems.NoSuchLevel(type, line.Level!);
        }
        return await NamedModules.WhyNotAsync(work, [.. articulation.Institutions], lines.Select(line => line.Module));
    }
}
