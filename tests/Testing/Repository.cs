namespace Testing;

/// <summary>Where the tests run from: the repository's folder, and the build that they belong to.</summary>
public static class Repository
{
    /// <summary>The folder that holds services/, contracts/ and tests/.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The built assembly of a project, from the same configuration as the running tests.</summary>
    /// <param name="project">Its folder below the root, such as <c>services/Enrollment</c>.</param>
    public static string AssemblyOf(string project)
    {
        // tests/X/bin/Debug/net10.0/: what follows bin/ is the same for every project.
        var output = Path.GetRelativePath(Root, AppContext.BaseDirectory)
            .Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        var build = Path.Combine(output[(Array.LastIndexOf(output, "bin") + 1)..]);
        // The folder of the gateway is not written as its project is.
        var name = Path.GetFileNameWithoutExtension(Directory.GetFiles(Path.Combine(Root, project), "*.csproj").Single());
        var assembly = Path.Combine(Root, project, "bin", build, name + ".dll");
        return File.Exists(assembly)
            ? assembly
            : throw new FileNotFoundException($"{project} is not built: {assembly} is missing.", assembly);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "global.json"))) return folder.FullName;
        }
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside of the repository.");
    }
}
