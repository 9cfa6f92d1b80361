using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Imports;

/// <summary>The operations on imports, for the roles that may do what a row does.</summary>
internal static class ImportRoutes
{
    public const string CsvType = "text/csv";
    public const string NdjsonType = "application/x-ndjson";

    public static void Map(RouteGroupBuilder api, IReadOnlyList<ImportKind> kinds)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports");
        string[] roles = [.. kinds.SelectMany(kind => kind.Roles).Distinct()];
        StartImport.Map(imports, roles);
        ReadImports.Map(imports, roles);
        CancelImport.Map(imports, roles);
        ReadImportReport.Map(imports, roles);
    }

    /// <summary>The kinds of rows that the caller may send one by one, too.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<ImportKind> kinds, Caller caller) =>
        [.. kinds.Where(kind => kind.Roles.Any(caller.Is)).Select(kind => kind.Name)];
}

/// <summary>An upload may be longer than other bodies.</summary>
internal sealed class UploadLimit(long most) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => most;
}
